package s3migrate.store.s3;

import java.util.function.Function;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.services.s3.DelegatingS3Client;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Request;

/// Asks once more where credentials were refused and there are others by now: a copy of hours
/// outlives a session token, and goes on with its upload. All that is not refused goes through as
/// it is.
final class RenewingClient extends DelegatingS3Client {

    private final AwsCredentialsProvider credentials;

    /// @param credentials those that the client signs with
    RenewingClient(S3Client client, AwsCredentialsProvider credentials) {
        super(client);
        this.credentials = credentials;
    }

    @Override
    protected <T extends S3Request, R> R invokeOperation(T request, Function<T, R> operation) {
        var used = credentials.resolveCredentials();
        try {
            return operation.apply(request);
        } catch (S3Exception refused) {
            if (!S3Errors.mayBeOfCredentials(refused)) {
                throw refused;
            }
            if (credentials instanceof RenewableCredentials renewable
                    && credentials.resolveCredentials().equals(used)) {
                renewable.readAgain();
            }
            if (credentials.resolveCredentials().equals(used)) {
                throw refused;
            }
            return operation.apply(request);
        }
    }
}
