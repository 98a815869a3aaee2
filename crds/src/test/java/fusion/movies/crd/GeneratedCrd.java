package fusion.movies.crd;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.crdv2.generator.CRDGenerator;
import io.fabric8.crdv2.generator.CRDPostProcessor;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceColumnDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionVersion;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The CRD generated from the model, completed with what fabric8's annotations cannot express. */
final class GeneratedCrd implements CRDPostProcessor {

    static final String FILE = "moviesstacks.movies.fusion-v1.yml";

    private static final List<String> COLUMNS = Stream.of(
                    MoviesStack.class.getAnnotationsByType(AdditionalPrinterColumn.class))
            .map(AdditionalPrinterColumn::name)
            .toList();

    private static final Map<String, String> CONDITION = Map.of(
            "type", "Type of the condition, such as Ready.",
            "status", "True, False or Unknown.",
            "reason", "Machine-readable reason, in CamelCase.",
            "message", "Human-readable: what is wrong and what to do about it.",
            "lastTransitionTime", "When the status last changed.",
            "observedGeneration", "The generation of the spec that the condition describes.");

    private GeneratedCrd() {}

    static String yaml(Path scratch) throws IOException {
        new CRDGenerator()
                .customResourceClasses(MoviesStack.class)
                .forCRDVersions("v1")
                .withPostProcessor(new GeneratedCrd())
                .inOutputDir(scratch.toFile())
                .generate();
        return Files.readString(scratch.resolve(FILE));
    }

    @Override
    public HasMetadata process(HasMetadata definition, String crdSpecVersion) {
        ((CustomResourceDefinition) definition).getSpec().getVersions().forEach(GeneratedCrd::complete);
        return definition;
    }

    private static void complete(CustomResourceDefinitionVersion version) {
        // kubectl prints the columns in the order of this list; the generator sorts it by path.
        version.getAdditionalPrinterColumns()
                .sort(Comparator.comparing(
                        CustomResourceColumnDefinition::getName, Comparator.comparing(COLUMNS::indexOf)));

        JSONSchemaProps root = version.getSchema().getOpenAPIV3Schema();
        root.setDescription("A movies API with its own CockroachDB, or on an existing database server.");

        JSONSchemaProps spec = root.getProperties().get("spec");
        spec.setDescription("Desired state. {} is a complete stack.");
        // The API server evaluates a transition rule only if there is an old spec.
        spec.setDefault(JsonNodeFactory.instance.objectNode());

        JSONSchemaProps status = root.getProperties().get("status");
        status.setDescription("Observed state. Written by the operator.");
        status.getProperties()
                .get("database")
                .getProperties()
                .get("certificatesExpire")
                .setFormat("date-time");
        JSONSchemaProps conditions = status.getProperties().get("conditions");
        conditions.setXKubernetesListType("map");
        conditions.setXKubernetesListMapKeys(List.of("type"));
        JSONSchemaProps condition = conditions.getItems().getSchema();
        condition.setRequired(List.of("type", "status"));
        condition.getProperties().forEach((name, property) -> property.setDescription(CONDITION.get(name)));
    }
}
