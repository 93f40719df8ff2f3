package s3migrate.doctor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import s3migrate.doctor.sts.AwsAccount;
import s3migrate.route.Permission.Side;
import s3migrate.sandbox.json.LoopbackHttp;
import s3migrate.store.s3.S3Access;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/// The limit of Lambda, as its GetAccountSettings answers it.
class ConcurrencyCheckIT {

    private static final String ENDPOINT = "aws.endpointUrlLambda";

    private final Queue<String> asked = new ConcurrentLinkedQueue<>();
    private LoopbackHttp lambda;
    private volatile String answer = "";

    @BeforeEach
    void start() {
        lambda = LoopbackHttp.bind(0);
        lambda.start(exchange -> {
            var signature = exchange.getRequestHeaders().getFirst("Authorization");
            asked.add(exchange.getRequestURI() + " " + signature);
            var bytes = answer.getBytes(UTF_8);
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        System.setProperty(ENDPOINT, lambda.uri().toString());
    }

    @AfterEach
    void stop() {
        System.clearProperty(ENDPOINT);
        lambda.close();
    }

    @ParameterizedTest
    @CsvSource({"1000, OK, '1,000'", "50, OK, 50", "49, WARN, 49", "10, WARN, 10"})
    void tellsWhetherTheFunctionsCanRunAtOnce(int limit, Grade grade, String printed) {
        answer =
                """
                {"AccountLimit": {"ConcurrentExecutions": %d, "TotalCodeSize": 80530636800}}
                """
                        .formatted(limit);

        var seen = look();

        assertThat(seen)
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.grade()).isEqualTo(grade);
                    assertThat(one.what()).isEqualTo(printed + " at once in this account");
                    assertThat(one.missing()).isEmpty();
                });
        assertThat(asked)
                .singleElement()
                .satisfies(request ->
                        assertThat(request)
                                .startsWith("/2016-08-19/account-settings/ AWS4-HMAC-SHA256 ")
                                .contains("/eu-west-1/lambda/aws4_request"));
    }

    private static List<Observation> look() {
        var access =
                new S3Access(
                        StaticCredentialsProvider.create(
                                AwsBasicCredentials.create("AKIASANDBOX", "secret")),
                        Region.EU_WEST_1,
                        Optional.empty());
        try (var account = new AwsAccount(access)) {
            return new ConcurrencyCheck(Side.SOURCE, account).look();
        }
    }
}
