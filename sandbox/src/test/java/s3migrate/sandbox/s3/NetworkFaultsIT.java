package s3migrate.sandbox.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static s3migrate.sandbox.s3.S3Fixture.BUCKET;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import s3migrate.sandbox.proxy.Break;
import s3migrate.sandbox.proxy.Direction;
import s3migrate.sandbox.proxy.Line;
import s3migrate.sandbox.proxy.LinePlan;
import s3migrate.sandbox.proxy.TcpProxy;
import s3migrate.sandbox.s3.store.GeneratedObject;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;

/// The SDK over https through the proxy.
class NetworkFaultsIT {
    private static final int BYTES = 1_000_000;

    @TempDir Path directory;

    @Test
    void theProxyStandsBeforeHttps() throws IOException, InterruptedException {
        try (var fixture = new S3Fixture(directory);
                TcpProxy proxy = TcpProxy.before(fixture.server.https(), 1);
                S3Client s3 = fixture.client(b -> b.endpointOverride(proxy.endpoint()))) {
            fixture.server.put(BUCKET, "k", GeneratedObject.of(1, BYTES));

            assertThat(read(s3)).isEqualTo(read(fixture.s3));
            assertThat(proxy.bytes(Direction.TO_CLIENT)).isGreaterThan(BYTES);

            proxy.plan(LinePlan.always(reset(Direction.TO_SERVER, 0)));
            try (S3Client fresh = fixture.client(b -> b.endpointOverride(proxy.endpoint()))) {
                assertThatThrownBy(() -> read(fresh)).isInstanceOf(SdkClientException.class);
            }
            proxy.plan(LinePlan.always(reset(Direction.TO_CLIENT, BYTES / 2)));
            try (S3Client fresh = fixture.client(b -> b.endpointOverride(proxy.endpoint()))) {
                assertThatThrownBy(() -> read(fresh)).isInstanceOf(SdkException.class);
            }
            proxy.plan(LinePlan.onNth(1, reset(Direction.TO_CLIENT, BYTES / 2)));
            try (S3Client retrying =
                    fixture.client(b ->
                            b.endpointOverride(proxy.endpoint())
                                    .overrideConfiguration(
                                            c -> c.retryStrategy(r -> r.maxAttempts(2))))) {
                assertThat(read(retrying)).isEqualTo(read(fixture.s3));
            }
        }
    }

    private static Line reset(Direction direction, long bytes) {
        return Line.CLEAR.broken(new Break.Reset(direction, bytes));
    }

    private static byte[] read(S3Client s3) {
        return s3.getObjectAsBytes(r -> r.bucket(BUCKET).key("k")).asByteArray();
    }
}
