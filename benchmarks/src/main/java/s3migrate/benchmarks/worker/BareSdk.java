package s3migrate.benchmarks.worker;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import s3migrate.benchmarks.Usage;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/// The least that a copy by the SDK's client can cost: one GET and one PUT per object, 16 at once,
/// over the same HTTP client and cryptography as the worker's, and nothing else. No checksum is
/// computed, no header but the length is passed on, nothing is looked at or written down.
///
/// Keys come as lines; after an empty one they are copied, and a line goes out with the CPU seconds
/// that took.
final class BareSdk {
    private static final int AT_ONCE = 16;

    private BareSdk() {}

    /// Copies what it is told to, until its input ends.
    ///
    /// @param arguments the endpoints of source and destination
    public static void main(String[] arguments) throws Exception {
        AmazonCorrettoCryptoProvider.install();
        AmazonCorrettoCryptoProvider.INSTANCE.assertHealthy();
        try (var source = client(arguments[0], LoopbackRoute.OWN);
                var destination = client(arguments[1], LoopbackRoute.OTHER);
                var lines = new BufferedReader(new InputStreamReader(System.in, UTF_8))) {
            var keys = new ArrayList<String>();
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.isEmpty()) {
                    var used = Usage.of(() -> copy(source, destination, keys));
                    System.out.println(used.cpuSeconds());
                    keys.clear();
                } else {
                    keys.add(line);
                }
            }
        }
    }

    private static S3Client client(String endpoint, LoopbackRoute.Account account) {
        return S3Client.builder()
                .endpointOverride(URI.create(endpoint))
                .forcePathStyle(true)
                .region(Region.of(LoopbackRoute.REGION))
                .credentialsProvider(
                        StaticCredentialsProvider.create(
                                AwsBasicCredentials.create(
                                        account.accessKeyId(), account.secretAccessKey())))
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .httpClientBuilder(Apache5HttpClient.builder().maxConnections(AT_ONCE))
                .build();
    }

    private static void copy(S3Client source, S3Client destination, List<String> keys)
            throws InterruptedException, ExecutionException {
        var turns = new Semaphore(AT_ONCE);
        var copies = new ArrayList<Future<?>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var key : keys) {
                turns.acquire();
                copies.add(
                        threads.submit(() -> {
                            try {
                                copy(source, destination, key);
                                return true;
                            } finally {
                                turns.release();
                            }
                        }));
            }
            for (var copy : copies) {
                Objects.requireNonNull(copy.get());
            }
        }
    }

    private static void copy(S3Client source, S3Client destination, String key) throws IOException {
        try (var body = source.getObject(get -> get.bucket(LoopbackRoute.SOURCE_BUCKET).key(key))) {
            destination.putObject(
                    put -> put.bucket(LoopbackRoute.DESTINATION_BUCKET).key(key),
                    RequestBody.fromInputStream(body, body.response().contentLength()));
        }
    }
}
