package s3migrate.doctor.sts;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import s3migrate.doctor.Account;
import s3migrate.doctor.AccountException;
import s3migrate.store.s3.S3Access;
import software.amazon.awssdk.awscore.endpoint.AwsClientEndpointProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.utils.IoUtils;

/// The account behind some credentials, asked in the region of its buckets. GetAccountSettings is
/// one GET, signed by the SDK's parts: Lambda has no client among our libraries.
public final class AwsAccount implements Account {

    private static final String LAMBDA = "lambda";
    private static final String SETTINGS = "/2016-08-19/account-settings/";
    private static final String LIMIT = "/AccountLimit/ConcurrentExecutions";

    /// A machine without a way to AWS is to say so soon.
    private static final Duration SILENCE = Duration.ofSeconds(10);

    private static final ObjectMapper JSON = new ObjectMapper();

    private final S3Access access;
    private final SdkHttpClient http;
    private final StsClient sts;

    /// Connects to nothing yet. The caller closes it.
    public AwsAccount(S3Access access) {
        this.access = access;
        this.http =
                Apache5HttpClient.builder()
                        .connectionTimeout(SILENCE)
                        .socketTimeout(SILENCE)
                        .build();
        this.sts =
                StsClient.builder()
                        .region(access.region())
                        .credentialsProvider(access.credentials())
                        .httpClient(http)
                        .build();
    }

    @Override
    public Identity identity() {
        try {
            var identity = sts.getCallerIdentity();
            return new Identity(identity.account(), identity.arn());
        } catch (AwsServiceException refused) {
            var details = refused.awsErrorDetails();
            throw new AccountException(
                    details == null ? "HTTP" + refused.statusCode() : details.errorCode(),
                    "get caller identity: " + refused.getMessage(),
                    refused);
        } catch (SdkException broken) {
            throw new AccountException(
                    "NoAnswer", "get caller identity: " + broken.getMessage(), broken);
        }
    }

    @Override
    public int concurrentExecutions() {
        try {
            return settings();
        } catch (IOException | SdkException | UncheckedIOException broken) {
            throw new AccountException(
                    "NoAnswer", "get account settings of Lambda: " + broken.getMessage(), broken);
        }
    }

    private int settings() throws IOException {
        var request =
                SdkHttpRequest.builder()
                        .method(SdkHttpMethod.GET)
                        .uri(lambdaIn(access.region()).resolve(SETTINGS))
                        .build();
        var signed =
                AwsV4HttpSigner.create()
                        .sign(sign ->
                                sign.identity(access.credentials().resolveCredentials())
                                        .request(request)
                                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, LAMBDA)
                                        .putProperty(
                                                AwsV4HttpSigner.REGION_NAME, access.region().id()));
        var response =
                http.prepareRequest(HttpExecuteRequest.builder().request(signed.request()).build())
                        .call();
        var status = response.httpResponse();
        try (var answer = response.responseBody().orElseThrow()) {
            var text = IoUtils.toUtf8String(answer);
            var limit = status.isSuccessful() ? JSON.readTree(text).at(LIMIT) : null;
            if (limit == null || !limit.isInt()) {
                throw new AccountException(
                        status.firstMatchingHeader("x-amzn-ErrorType")
                                .map(type -> type.split(":", 2)[0])
                                .orElse("HTTP" + status.statusCode()),
                        "get account settings of Lambda: " + text,
                        new IOException("HTTP " + status.statusCode()));
            }
            return limit.intValue();
        }
    }

    private static URI lambdaIn(Region region) {
        return AwsClientEndpointProvider.builder()
                .serviceEndpointOverrideEnvironmentVariable("AWS_ENDPOINT_URL_LAMBDA")
                .serviceEndpointOverrideSystemProperty("aws.endpointUrlLambda")
                .serviceProfileProperty(LAMBDA)
                .resolveFromOverrides()
                .orElseGet(() ->
                        URI.create(
                                "https://%s.%s.%s"
                                        .formatted(
                                                LAMBDA,
                                                region.id(),
                                                PartitionMetadata.of(region).dnsSuffix())));
    }

    @Override
    public void close() {
        sts.close();
        http.close();
    }
}
