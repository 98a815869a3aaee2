package fusion.movies.crd;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Checks a command shown on a page without a cluster: whether its program and subcommand exist, its files are in the
 * repository, and the resource has the fields that it explains or patches.
 */
final class ShownCommands {

    private static final Set<String> STACK = Set.of("moviesstack", "moviesstacks", "ms", "moviesstack.movies.fusion");

    private static final Set<String> KINDS = Set.of(
            "pods",
            "leases",
            "events",
            "secret",
            "secrets",
            "namespace",
            "crd",
            "serviceaccount",
            "persistentvolumeclaims",
            "poddisruptionbudgets");

    /** The subcommands that the pages use. */
    private static final Map<String, Set<String>> SUBCOMMANDS = Map.of(
            "kubectl",
            Set.of(
                    "apply",
                    "create",
                    "delete",
                    "describe",
                    "explain",
                    "get",
                    "label",
                    "logs",
                    "movies",
                    "patch",
                    "port-forward",
                    "wait"),
            "helm",
            Set.of("uninstall", "upgrade"),
            "mvn",
            Set.of("package", "spotless:apply", "test", "verify"));

    private static final Map<String, Set<String>> PLUGIN = Map.of(
            "status", Set.of("-A", "-o", "-n", "--context"),
            "load", Set.of("--no-wait", "--timeout", "--revision"),
            "open", Set.of("--no-browser", "--port"),
            "--version", Set.of());

    /** External programs, whose arguments are not checked. */
    private static final Set<String> OTHERS =
            Set.of("sed", "install", "promtool", "source", "cosign", "git", "sha256sum", "openssl", "diff");

    /** kubectl's verbs whose first argument is a kind. */
    private static final Set<String> OF_A_KIND = Set.of("get", "delete", "describe", "label", "patch");

    private final JsonNode schema;

    /** @param schema of a MoviesStack */
    ShownCommands(JsonNode schema) {
        this.schema = schema;
    }

    List<String> faults(String line) {
        List<String> faults = new ArrayList<>();
        for (List<String> words : ShellWords.of(line)) {
            List<String> command = withoutVariables(words);
            if (command.isEmpty()) {
                continue;
            }
            String program = command.getFirst();
            if (SUBCOMMANDS.containsKey(program)) {
                subcommand(program, command, faults);
            } else if (program.contains("/")) {
                file(program, faults);
                if (!Files.isExecutable(MarkdownPage.ROOT.resolve(program))) {
                    faults.add(program + " is no program");
                }
            } else if (!OTHERS.contains(program)) {
                faults.add("'" + program + "' is no program that is known here");
            }
            files(command, faults);
        }
        return faults;
    }

    /** As in {@code NAME=value program}. */
    private static List<String> withoutVariables(List<String> words) {
        return words.stream().dropWhile(word -> word.matches("[A-Z_]+=.*")).toList();
    }

    private void subcommand(String program, List<String> words, List<String> faults) {
        List<String> rest = new ArrayList<>(words.subList(1, words.size()));
        // As in kubectl -n NAMESPACE get.
        if (rest.size() > 2 && rest.getFirst().equals("-n")) {
            rest = rest.subList(2, rest.size());
        }
        String subcommand = rest.isEmpty() ? "" : rest.getFirst();
        if (!SUBCOMMANDS.get(program).contains(subcommand)) {
            faults.add(program + " has no '" + subcommand + "' that is known here");
            return;
        }
        List<String> arguments = rest.subList(1, rest.size());
        if (program.equals("kubectl")) {
            kubectl(subcommand, arguments, faults);
        } else if (program.equals("helm")
                && subcommand.equals("upgrade")
                && arguments.stream().noneMatch(word -> word.equals("chart") || word.endsWith("/chart"))) {
            faults.add("helm upgrade without the chart's folder");
        } else if (program.equals("mvn")) {
            modules(arguments, faults);
        }
    }

    private void kubectl(String subcommand, List<String> arguments, List<String> faults) {
        if (subcommand.equals("movies")) {
            plugin(arguments, faults);
        } else if (subcommand.equals("explain")) {
            path(arguments.getFirst()).ifPresent(faults::add);
        } else if (OF_A_KIND.contains(subcommand)
                && !arguments.contains("-f")
                && !isKind(arguments.getFirst().replaceFirst("/.*", ""))) {
            faults.add("'" + arguments.getFirst() + "' is no kind that is known here");
        }
        int patch = arguments.indexOf("-p");
        if (patch >= 0 && STACK.contains(arguments.getFirst())) {
            patched(arguments.get(patch + 1), faults);
        }
    }

    private static boolean isKind(String word) {
        return STACK.contains(word) || KINDS.contains(word);
    }

    private static void plugin(List<String> arguments, List<String> faults) {
        Set<String> options = arguments.isEmpty() ? null : PLUGIN.get(arguments.getFirst());
        if (options == null) {
            faults.add("kubectl movies has no such command: " + arguments);
            return;
        }
        arguments.stream()
                .skip(1)
                .filter(word -> word.startsWith("-") && !word.equals("-n") && !options.contains(word))
                .forEach(word -> faults.add("kubectl movies " + arguments.getFirst() + " has no " + word));
    }

    /** A path as {@code kubectl explain} takes it. */
    Optional<String> path(String path) {
        String[] parts = path.split("\\.");
        JsonNode at = schema;
        if (!STACK.contains(parts[0])) {
            return Optional.of("'" + parts[0] + "' is no kind that is known here");
        }
        for (int index = 1; index < parts.length; index++) {
            at = child(at, parts[index]);
            if (at.isMissingNode()) {
                return Optional.of("the resource has no field " + path);
            }
        }
        return Optional.empty();
    }

    private static JsonNode child(JsonNode schemaOfField, String name) {
        JsonNode object = schemaOfField.has("items") ? schemaOfField.get("items") : schemaOfField;
        return object.path("properties").path(name);
    }

    private void patched(String json, List<String> faults) {
        try {
            known("", new ObjectMapper().readTree(json), schema, faults);
        } catch (IOException e) {
            faults.add("the patch is no JSON: " + e.getMessage());
        }
    }

    private static void known(String path, JsonNode value, JsonNode at, List<String> faults) {
        value.properties().forEach(field -> {
            JsonNode below = child(at, field.getKey());
            if (below.isMissingNode()) {
                faults.add("the resource has no field " + path + field.getKey());
            } else {
                known(path + field.getKey() + ".", field.getValue(), below, faults);
            }
        });
    }

    private static void modules(List<String> arguments, List<String> faults) {
        int list = arguments.indexOf("-pl");
        if (list >= 0) {
            for (String module : arguments.get(list + 1).split(",")) {
                file(module + "/pom.xml", faults);
            }
        }
    }

    /** Checks that files of the repository exist; build outputs need not exist yet. */
    private static void files(List<String> words, List<String> faults) {
        words.stream()
                .skip(1)
                .filter(word -> word.matches("(install|samples|bench|local|chart|docs)/[\\w./-]+"))
                .forEach(word -> file(word, faults));
    }

    private static void file(String name, List<String> faults) {
        if (!Files.exists(MarkdownPage.ROOT.resolve(Path.of(name)).normalize())) {
            faults.add("there is no file " + name);
        }
    }
}
