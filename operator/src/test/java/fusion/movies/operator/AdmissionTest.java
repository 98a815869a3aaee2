package fusion.movies.operator;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import fusion.movies.operator.harness.Harness;
import fusion.movies.operator.harness.OnApiServer;
import fusion.movies.operator.harness.TestStack;
import io.fabric8.kubernetes.client.KubernetesClientException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Specs that the API server refuses by the CRD's rules, with the message. */
@OnApiServer
class AdmissionTest {

    private final Harness harness;

    AdmissionTest(Harness harness) {
        this.harness = harness;
    }

    @ParameterizedTest(name = "{0} is refused")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {paused: true, api: {resources: {limits: {memory: 12x}}}} | resources: cpu and memory must be quantities, such as 500m for cpu and 512Mi for memory
            {paused: true, database: {resources: {requests: {cpu: half}}}} | resources: cpu and memory must be quantities, such as 500m for cpu and 512Mi for memory
            {paused: true, api: {resources: {requests: {memory: 1Gi}, limits: {memory: 512Mi}}}} | resources: a request of cpu or memory must not be above its limit
            {paused: true, database: {resources: {requests: {cpu: 2}, limits: {cpu: 1500m}}}} | resources: a request of cpu or memory must not be above its limit
            {paused: true, database: {certificates: {}}} | certificates needs either issuerRef, an issuer of cert-manager, or nodeSecretRef and rootSecretRef
            {paused: true, database: {certificates: {issuerRef: {name: a}, nodeSecretRef: {name: b}, rootSecretRef: {name: c}}}} | certificates needs either issuerRef
            {paused: true, database: {certificates: {nodeSecretRef: {name: b}}}} | nodeSecretRef and rootSecretRef belong together
            {paused: true, database: {certificates: {issuerRef: {name: a, kind: Authority}}}} | kind must be Issuer or ClusterIssuer, unless group is that of an external issuer
            {paused: true, database: {certificates: {issuerRef: {name: A b}}}} | name must be the name of an issuer
            {paused: true, database: {certificates: {issuerRef: {name: a}}, external: {host: db, caSecretRef: {name: ca}, adminSecretRef: {name: admin}}}} | finalizeUpgrade and certificates do not apply to it
            {paused: true, api: {cors: {allowedOrigins: ['https://movies.example.org/']}}} | allowedOrigins: each is * or an origin such as https://movies.example.org
            {paused: true, api: {pod: {labels: {app.kubernetes.io/name: mine}}}} | labels: the prefixes app.kubernetes.io and movies.fusion are reserved for the operator
            {paused: true, seed: {pod: {volumes: [{name: a, mountPath: /a}]}}} | a volume needs exactly one of secret, configMap, persistentVolumeClaim, emptyDir and csi
            {paused: true, api: {pod: {volumes: [{name: a, mountPath: /etc/movies/ca, emptyDir: {}}]}}} | mountPath must be an absolute path without '..' or a trailing slash, and outside /cockroach
            {paused: true, database: {pod: {volumes: [{name: a, mountPath: /a/../tmp, emptyDir: {}}]}}} | mountPath must be an absolute path
            {paused: true, api: {pod: {volumes: [{name: a, mountPath: /a, emptyDir: {}}, {name: b, mountPath: /a, emptyDir: {}}]}}} | volumes: two of them have the same name or the same mountPath
            {paused: true, backup: {schedule: '@daily', destination: {}}} | destination needs exactly one of s3 and persistentVolumeClaim
            {paused: true, backup: {schedule: '@daily', destination: {s3: {bucket: abc}, persistentVolumeClaim: {claimName: a}}}} | destination needs exactly one of s3 and persistentVolumeClaim
            {paused: true, backup: {schedule: daily, destination: {s3: {bucket: abc}}}} | schedule must be a cron expression of five fields
            {paused: true, backup: {schedule: '0 0 3 * * *', destination: {s3: {bucket: abc}}}} | schedule must be a cron expression of five fields
            {paused: true, backup: {schedule: '@daily', keep: 0, destination: {s3: {bucket: abc}}}} | spec.backup.keep in body should be greater than or equal to 1
            {paused: true, backup: {schedule: '@daily', destination: {s3: {bucket: Films_1}}}} | bucket must be the name of a bucket
            {paused: true, backup: {schedule: '@daily', destination: {s3: {bucket: abc, endpoint: 'https://a:b@host'}}}} | endpoint must be a URL such as https://minio.example.org:9000
            {paused: true, backup: {schedule: '@daily', destination: {s3: {bucket: abc, prefix: 'a$b'}}}} | prefix must not contain $ or control characters
            {paused: true, backup: {schedule: '@daily', destination: {persistentVolumeClaim: {claimName: a, path: a/../b}}}} | path must be relative to the root of the volume
            {paused: true, seed: {source: {s3: {bucket: abc}}}} | s3 needs exactly one of key (one object) and prefix
            {paused: true, seed: {source: {s3: {bucket: abc, key: a, prefix: b}}}} | s3 needs exactly one of key (one object) and prefix
            {paused: true, api: {cors: {allowedOrigins: [movies.example.org]}}} | allowedOrigins: each is * or an origin such as https://movies.example.org
            """)
    void anInvalidSpec(String spec, String sentence) {
        try (TestStack stack = harness.newStack()) {
            assertThatExceptionOfType(KubernetesClientException.class)
                    .isThrownBy(() -> stack.apply(spec))
                    .withMessageContaining(sentence);
        }
    }

    @ParameterizedTest(name = "{0} is taken")
    @ValueSource(
            strings = {
                "{paused: true, api: {resources: {requests: {cpu: 1, memory: 500M}, limits: {cpu: 2000m, memory: 1Gi}}}}",
                "{paused: true, database: {certificates: {issuerRef: {name: a, kind: AWSPCAClusterIssuer, group: awspca.cert-manager.io}}}}",
                "{paused: true, database: {certificates: {caSecretRef: {name: a}, nodeSecretRef: {name: b}, rootSecretRef: {name: b}}}}",
                "{paused: true, api: {resources: {requests: {example.org/gpu: 1}}}}",
                "{paused: true, backup: {schedule: '*/5 1-3,5 * jan mon-fri', keep: 1, destination: {s3: {bucket: a.b-c, endpoint: 'http://minio:9000/', prefix: 'a b/ä/'}}}}",
                "{paused: true, backup: {schedule: '@hourly', destination: {persistentVolumeClaim: {claimName: a}}}}",
                "{paused: true, seed: {source: {s3: {bucket: abc, prefix: ''}}}}",
                "{paused: true, api: {pod: {volumes: [{name: ca, mountPath: /etc/movies-ca, configMap: {name: ca}}, {name: b, mountPath: /b, emptyDir: {}}]}}}",
                "{paused: true, api: {cors: {allowedOrigins: ['*', 'http://[::1]:3000', 'https://movies.example.org']}}}"
            })
    void anUnusualButValidSpec(String spec) {
        try (TestStack stack = harness.newStack()) {
            assertThatCode(() -> stack.apply(spec)).doesNotThrowAnyException();
        }
    }
}
