# Finds the tools of the Java modules: Maven, and a JDK of the right version even if it is not first on the PATH.
# shellcheck shell=bash

java_version=25

find_java() { # sets and exports JAVA_HOME
    local home
    for home in "${JAVA_HOME:-}" /usr/lib/jvm/*"$java_version"* "$HOME"/.sdkman/candidates/java/"$java_version"* \
        /Library/Java/JavaVirtualMachines/*"$java_version"*/Contents/Home "$(dirname "$(dirname "$(readlink -f "$(command -v javac || true)")")")"; do
        if [ -x "$home/bin/javac" ] && grep -qs "^JAVA_VERSION=\"${java_version}[.\"]" "$home/release"; then
            export JAVA_HOME=$home
            return 0
        fi
    done
    fail "there is no JDK $java_version on this machine: install one (such as Temurin $java_version from https://adoptium.net) or set JAVA_HOME to it."
}

need() { # program "what to install"
    command -v "$1" >/dev/null || fail "$1 is not installed: install $2 and run this again."
}

# Maven without a terminal, and without the JDK's warnings about Maven's own libraries.
maven() {
    need mvn "Maven 3.8 or newer"
    MAVEN_OPTS="${MAVEN_OPTS:-} --sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED -Djansi.noreset=true" mvn -B -ntp -Dstyle.color=never "$@" </dev/null
}
