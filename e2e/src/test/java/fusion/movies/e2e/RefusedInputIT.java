package fusion.movies.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fabric8.kubernetes.client.KubernetesClientException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Input that the API server refuses, with the messages that the user sees. */
@OnCluster
class RefusedInputIT {

    private final TestNamespace namespace;

    RefusedInputIT(TestNamespace namespace) {
        this.namespace = namespace;
    }

    @ParameterizedTest(name = "{0} is refused")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {databse: {}}                                       | unknown field "spec.databse"
            {database: {nodes: 2}}                              | nodes: 2 nodes lose their quorum as soon as one of them is down. Use 1, or 3 or more
            {database: {nodes: 0}}                              | spec.database.nodes in body should be greater than or equal to 1
            {database: {nodes: -3}}                             | spec.database.nodes in body should be greater than or equal to 1
            {database: {nodes: 100}}                            | spec.database.nodes in body should be less than or equal to 99
            {database: {nodes: three}}                          | spec.database.nodes in body must be of type integer
            {database: {name: Movies}}                          | name must be lower-case letters, digits and underscores, not starting with a digit
            {database: {name: my-movies}}                       | name must be lower-case letters, digits and underscores, not starting with a digit
            {database: {name: 1movies}}                         | name must be lower-case letters, digits and underscores, not starting with a digit
            {database: {name: 'movies"; DROP TABLE movies'}}    | name must be lower-case letters, digits and underscores, not starting with a digit
            {database: {name: defaultdb}}                       | name is one of the server's system databases. Choose another, such as movies
            {database: {image: 'cockroach latest'}}             | image must be an image's name without spaces
            {database: {image: ''}}                             | image must be an image's name without spaces
            {database: {storage: {size: -5Gi}}}                 | size must be a quantity above zero, such as 10Gi
            {database: {storage: {size: 0}}}                    | size must be a quantity above zero, such as 10Gi
            {database: {storage: {size: 0Gi}}}                  | size must be a quantity above zero, such as 10Gi
            {database: {storage: {size: -1}}}                   | size must be a quantity above zero, such as 10Gi
            {database: {storage: {size: plenty}}}               | size must be a quantity above zero, such as 10Gi
            {database: {storage: {storageClassName: My_Class}}} | storageClassName must be the name of a StorageClass: lower-case letters, digits, hyphens and dots
            {database: {cache: much}}                           | cache must be a fraction of the memory limit, such as 25% or .25, or a size, such as 2GiB
            {database: {cache: 250%}}                           | cache must be a fraction of the memory limit, such as 25% or .25, or a size, such as 2GiB
            {database: {cache: '2'}}                            | cache must be a fraction of the memory limit, such as 25% or .25, or a size, such as 2GiB
            {database: {maxSqlMemory: '0'}}                     | maxSqlMemory must be a fraction of the memory limit, such as 25% or .25, or a size, such as 2GiB
            {database: {licenseSecretRef: {}}}                  | spec.database.licenseSecretRef.name: Required value
            {database: {pod: {env: {MOVIES_X: a}}}}             | env: names that start with MOVIES_ are reserved for the operator. Use the fields of the spec instead
            {database: {pod: {env: {'A=B': a}}}}                | env: a name is letters, digits, underscores, hyphens and dots, not starting with a digit
            {database: {external: {host: db}}}                  | spec.database.external.caSecretRef: Required value
            {database: {external: {host: 'https://db', caSecretRef: {name: a}, adminSecretRef: {name: b}}}}           | host must be a host name or an address, without a scheme or a port
            {database: {external: {host: 'db:26257', caSecretRef: {name: a}, adminSecretRef: {name: b}}}}             | host must be a host name or an address, without a scheme or a port
            {database: {external: {host: db, port: 70000, caSecretRef: {name: a}, adminSecretRef: {name: b}}}}        | spec.database.external.port in body should be less than or equal to 65535
            {database: {nodes: 3, external: {host: db, caSecretRef: {name: a}, adminSecretRef: {name: b}}}}           | do not apply to it. Remove them, or external
            {database: {storage: {}, external: {host: db, caSecretRef: {name: a}, adminSecretRef: {name: b}}}}        | do not apply to it. Remove them, or external
            {credentialsSecretRef: {}}                          | spec.credentialsSecretRef.name: Required value
            {credentialsSecretRef: {name: DB_Login}}            | name must be the name of a Secret: lower-case letters, digits, hyphens and dots
            {api: {replicas: -1}}                               | spec.api.replicas in body should be greater than or equal to 0
            {api: {replicas: 100000}}                           | spec.api.replicas in body should be less than or equal to 1000
            {api: {replicas: 2, autoscaling: {maxReplicas: 4}}} | replicas and autoscaling exclude each other: with autoscaling, minReplicas and maxReplicas decide
            {api: {autoscaling: {}}}                            | spec.api.autoscaling.maxReplicas: Required value
            {api: {autoscaling: {minReplicas: 5, maxReplicas: 2}}} | minReplicas must not be above maxReplicas
            {api: {service: {type: Cluster}}}                   | supported values: "ClusterIP", "LoadBalancer", "NodePort"
            {api: {service: {port: 0}}}                         | spec.api.service.port in body should be greater than or equal to 1
            {api: {service: {port: http}}}                      | spec.api.service.port in body must be of type integer
            {api: {ingress: {}}}                                | spec.api.ingress.host: Required value
            {api: {ingress: {host: 'https://movies.example.org/'}}} | host must be a host name such as movies.example.org or *.example.org, without a scheme or a path
            {api: {cors: {allowedOrigins: ['movies.example.org']}}} | allowedOrigins: each is * or an origin such as https://movies.example.org
            {api: {cors: {allowedOrigins: ['https://movies.example.org/']}}} | allowedOrigins: each is * or an origin such as https://movies.example.org
            {api: {pod: {env: {MOVIES_DATABASE_HOST: evil}}}}   | env: names that start with MOVIES_ are reserved for the operator. Use the fields of the spec instead
            {seed: {source: {}}}                                | source needs exactly one of url, configMapRef, persistentVolumeClaim, s3 and bundled
            {seed: {source: {bundled: true, url: 'https://example.org/f.json'}}} | source needs exactly one of url, configMapRef, persistentVolumeClaim, s3 and bundled
            {seed: {source: {bundled: false}}}                  | bundled can only be true. To load nothing, set seed.enabled to false
            {seed: {source: {url: 'ftp://example.org/f.json'}}} | url must be a URL such as https://example.org/movies.json
            {seed: {source: {url: 'https://'}}}                 | url must be a URL such as https://example.org/movies.json
            {seed: {source: {url: 'https://example.org/the films.json'}}} | url must be a URL such as https://example.org/movies.json
            {seed: {source: {url: 'https://jane:secret@example.org/f.json'}}} | no login, which everyone with read access to the stack would see
            {seed: {source: {url: 'http://example.org/f.json'}}} | source.url over plain http needs sha256, to detect movies altered in transit. Use https, or set sha256
            {seed: {sha256: abc}}                               | sha256 must be 64 lower-case hexadecimal digits, as sha256sum prints them
            {seed: {source: {configMapRef: {name: films}}}}     | spec.seed.source.configMapRef.key: Required value
            {seed: {source: {configMapRef: {name: films, key: a/b}}}} | key must be a valid key of the ConfigMap: letters, digits, hyphens, dots and underscores
            {seed: {source: {persistentVolumeClaim: {claimName: films, path: ../../etc/passwd}}}} | path must be relative to the root of the volume: without a leading / and without ..
            {seed: {source: {persistentVolumeClaim: {claimName: films, path: /films.json}}}}      | path must be relative to the root of the volume: without a leading / and without ..
            {seed: {maxRejected: -1}}                           | spec.seed.maxRejected in body should be greater than or equal to 0
            {seed: {maxBytes: 0}}                               | maxBytes must be a quantity above zero, such as 1Gi
            {seed: {maxBytes: lots}}                            | maxBytes must be a quantity above zero, such as 1Gi
            {deletionPolicy: Keep}                              | supported values: "Delete", "Retain"
            {paused: maybe}                                     | spec.paused in body must be of type boolean
            """)
    void an_invalid_spec(String spec, String sentence) {
        assertRefused(sentence, () -> namespace.stack("movies").tryToCreate(spec));
    }

    @ParameterizedTest(name = "the name {0} is refused")
    @CsvSource({"1movies", "mov.ies", "a2345678901234567890123456789012345678901"})
    void an_invalid_name(String name) {
        assertRefused(
                "metadata.name names every object of the stack: at most 40 lower-case letters, digits and hyphens,"
                        + " starting with a letter and not ending with a hyphen",
                () -> namespace.stack(name).tryToCreate("{}"));
    }

    @ParameterizedTest(name = "a change from {0} to {1} is refused")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {paused: true}                                 | {database: {name: films}}                   | database.name is immutable: movies would be left behind. Create a new stack for another database
            {paused: true}                                 | {database: {storage: {storageClassName: a}}} | database.storage.storageClassName is immutable: volumes keep the class they were created with
            {paused: true}                                 | {database: {external: {host: db, caSecretRef: {name: a}, adminSecretRef: {name: b}}}} | database.external can only be set or omitted when the stack is created
            """)
    void an_invalid_change(String before, String after, String sentence) {
        Stack stack = namespace.stack("changed");
        stack.apply(before);
        try {
            assertRefused(sentence, () -> stack.apply(after));
        } finally {
            stack.delete();
        }
    }

    @ParameterizedTest(name = "{0} is taken")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {}
            {database: {nodes: 1, cache: .25, maxSqlMemory: 2Gi}}
            {database: {nodes: 3, cache: 512MiB, storage: {size: 5}}}
            {database: {external: {host: 10.0.0.7, port: 5432, caSecretRef: {name: a}, adminSecretRef: {name: b}}}}
            {database: {external: {host: '2001:db8::1', caSecretRef: {name: a}, adminSecretRef: {name: b}}}}
            {api: {cors: {allowedOrigins: ['*', 'https://movies.example.org', 'http://[::1]:3000']}}}
            {api: {replicas: 0, service: {type: NodePort}, ingress: {host: '*.example.org'}}}
            {seed: {source: {url: 'http://example.org/f.json'}, sha256: 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef, maxBytes: 5}}
            {seed: {source: {url: 'https://example.org:8443/a/f.json?v=1#x'}}}
            {seed: {source: {persistentVolumeClaim: {claimName: films, path: 2024/..films.json.gz}}}}
            """)
    void an_unusual_but_valid_spec(String spec) {
        namespace.stack("movies").tryToCreate(spec);
    }

    private static void assertRefused(String sentence, ThrowingCallable change) {
        assertThatExceptionOfType(KubernetesClientException.class)
                .isThrownBy(change)
                .satisfies(refusal ->
                        assertThat(refusal.getCode()).as(refusal.getMessage()).isIn(400, 422))
                .withMessageContaining(sentence);
    }
}
