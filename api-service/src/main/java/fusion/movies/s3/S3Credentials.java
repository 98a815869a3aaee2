package fusion.movies.s3;

import static fusion.movies.s3.S3Exception.Kind.SETTINGS_WRONG;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** Credentials from a mounted Secret, with the key names of Amazon's own tools. */
final class S3Credentials {

    private static final String ID = "AWS_ACCESS_KEY_ID";
    private static final String KEY = "AWS_SECRET_ACCESS_KEY";
    private static final String TOKEN = "AWS_SESSION_TOKEN";

    private S3Credentials() {}

    static AwsCredentialsProvider of(S3Properties properties) {
        Path folder = properties.credentials();
        if (folder == null) {
            return DefaultCredentialsProvider.builder().build();
        }
        String id = read(folder.resolve(ID), properties);
        String key = read(folder.resolve(KEY), properties);
        return StaticCredentialsProvider.create(
                Files.exists(folder.resolve(TOKEN))
                        ? AwsSessionCredentials.create(id, key, read(folder.resolve(TOKEN), properties))
                        : AwsBasicCredentials.create(id, key));
    }

    /** A manually created Secret often ends in a newline that is not part of the value. */
    private static String read(Path file, S3Properties properties) {
        try {
            String value = Files.readString(file).strip();
            if (!value.isEmpty()) {
                return value;
            }
        } catch (IOException e) {
            // Absent: reported like an empty one.
        }
        throw new S3Exception(
                SETTINGS_WRONG,
                "The Secret of " + properties.field() + ".credentialsSecretRef has no key " + file.getFileName()
                        + "; it needs " + ID + " and " + KEY + ".");
    }
}
