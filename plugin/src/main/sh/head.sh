#!/bin/sh
# kubectl movies: a Java program. This header finds a recent Java, which runs the rest of the file as a jar.
java=java
if [ -x "${JAVA_HOME:-}/bin/java" ]; then java=$JAVA_HOME/bin/java; fi
version=$("$java" -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java.specification.version = \([0-9]*\).*/\1/p')
if [ "${version:-0}" -lt 25 ]; then
    echo "kubectl movies needs Java 25 or newer; this is ${version:-none}. Install one, or let JAVA_HOME name it." >&2
    exit 127
fi
exec "$java" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xmx256m -jar "$0" "$@"
