package s3migrate.store.s3;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// Which buckets are websites: asked for the first object of each, and again when the answer is
/// old. Serves many threads; those of one bucket wait for the first.
final class Websites {

    private static final long KEPT_NANOSECONDS = Duration.ofMinutes(5).toNanos();

    private record Answer(boolean mayBe, long at) {}

    private final S3Client client;
    private final LongSupplier ticker;
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();

    /// @param ticker nanoseconds that pass, since whenever
    Websites(S3Client client, LongSupplier ticker) {
        this.client = client;
        this.ticker = ticker;
    }

    /// Whether the bucket is one, or does not say.
    boolean mayBe(String bucket) {
        return answers.compute(
                        bucket, (_, known) -> known != null && isFresh(known) ? known : ask(bucket))
                .mayBe();
    }

    private boolean isFresh(Answer known) {
        return ticker.getAsLong() - known.at() < KEPT_NANOSECONDS;
    }

    private Answer ask(String bucket) {
        return new Answer(isSaidToBe(bucket), ticker.getAsLong());
    }

    private boolean isSaidToBe(String bucket) {
        try {
            client.getBucketWebsite(r -> r.bucket(bucket));
            return true;
        } catch (SdkException e) {
            return !(e instanceof S3Exception answer
                    && S3Errors.code(answer).equals("NoSuchWebsiteConfiguration"));
        }
    }
}
