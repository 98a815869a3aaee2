import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * The compiler of ./dev: stays in memory, so that a module takes a second or two instead of the start of Maven and of a cold javac.
 *
 * <p>Argument: the class path of the libraries. Each line of its input names a module, all of whose sources it compiles into
 * MODULE/target/classes; it answers with a line {@code ok} or {@code failed}, errors go to stderr.
 */
class DevCompiler {

    public static void main(String[] arguments) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        BufferedReader requests = new BufferedReader(new InputStreamReader(System.in));
        for (String module = requests.readLine(); module != null; module = requests.readLine()) {
            System.out.println(compile(compiler, Path.of(module), arguments[0]) ? "ok" : "failed");
        }
    }

    private static boolean compile(JavaCompiler compiler, Path module, String libraries) throws IOException {
        String classes = module.resolve("target/classes").toString();
        // The build's options, without warnings.
        List<String> options = List.of("-parameters", "-proc:none", "-d", classes, "-cp", classes + ":" + libraries);
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
                Stream<Path> sources = Files.walk(module.resolve("src/main/java"))) {
            List<Path> all = sources.filter(file -> file.toString().endsWith(".java")).toList();
            return compiler.getTask(null, files, null, options, null, files.getJavaFileObjectsFromPaths(all)).call();
        }
    }
}
