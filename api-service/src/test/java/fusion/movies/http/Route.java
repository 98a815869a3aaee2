package fusion.movies.http;

import java.util.List;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Each route of the service: a valid path, and the parameters that it takes. */
record Route(String path, Parameters parameters) {

    static List<Route> of(RequestMappingHandlerMapping mapping) {
        return mapping.getHandlerMethods().entrySet().stream()
                .flatMap(entry -> entry.getKey().getPatternValues().stream()
                        .map(pattern -> new Route(filled(pattern), parameters(entry.getValue()))))
                .toList();
    }

    boolean takesAny() {
        return parameters != null && parameters.any();
    }

    List<String> once() {
        return parameters == null ? List.of() : List.of(parameters.once());
    }

    List<String> several() {
        return parameters == null ? List.of() : List.of(parameters.several());
    }

    private static Parameters parameters(HandlerMethod method) {
        return method.getMethodAnnotation(Parameters.class);
    }

    private static String filled(String pattern) {
        return pattern.replaceAll("\\{\\*(name|title)}", "/tom_hanks")
                .replaceAll("\\{(id|year):[^/]*}", "1000003")
                .replaceAll("\\{\\w+}", "tom_hanks")
                .replace("//", "/");
    }
}
