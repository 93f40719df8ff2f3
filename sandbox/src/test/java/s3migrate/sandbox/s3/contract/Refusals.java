package s3migrate.sandbox.s3.contract;

import static org.assertj.core.api.Assertions.assertThat;

import software.amazon.awssdk.services.s3.model.S3Exception;

/// What a server says when it refuses.
public final class Refusals {
    private Refusals() {}

    public static void assertError(Throwable thrown, int status, String code) {
        assertThat(thrown).isInstanceOf(S3Exception.class);
        S3Exception error = (S3Exception) thrown;
        assertThat(error.statusCode() + " " + error.awsErrorDetails().errorCode())
                .isEqualTo(status + " " + code);
    }

    /// Of an answer to HEAD, which has no body to say more.
    public static void assertStatus(Throwable thrown, int status) {
        assertThat(thrown)
                .isInstanceOfSatisfying(
                        S3Exception.class, e -> assertThat(e.statusCode()).isEqualTo(status));
    }
}
