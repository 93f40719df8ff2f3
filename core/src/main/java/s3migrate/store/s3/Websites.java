package s3migrate.store.s3;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// Which buckets are websites: asked for the first object of each, and again when the answer is
/// old. Serves many threads; those of one bucket wait for the first.
final class Websites {

    private static final Duration KEPT = Duration.ofMinutes(5);

    private record Answer(boolean mayBe, Instant at) {}

    private final S3Client client;
    private final InstantSource clock;
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();

    Websites(S3Client client, InstantSource clock) {
        this.client = client;
        this.clock = clock;
    }

    /// Whether the bucket is one, or does not say.
    boolean mayBe(String bucket) {
        return answers.compute(
                        bucket, (_, known) -> known != null && isFresh(known) ? known : ask(bucket))
                .mayBe();
    }

    private boolean isFresh(Answer known) {
        return known.at().plus(KEPT).isAfter(clock.instant());
    }

    private Answer ask(String bucket) {
        return new Answer(isSaidToBe(bucket), clock.instant());
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
