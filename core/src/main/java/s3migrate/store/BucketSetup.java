package s3migrate.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// How buckets are set up, as far as their owner lets us see it: one request a question, which
/// changes nothing. What may not be seen is a `StoreException` of code AccessDenied. Serves many
/// threads.
public interface BucketSetup extends AutoCloseable {

    /// Where a bucket is, and what time it is there. A bucket of another region answers too, and
    /// one that we may not use.
    ///
    /// @throws StoreException if there is no such bucket, or nobody answers
    Home home(String bucket);

    /// Whether former versions are kept.
    Versioning versioning(String bucket);

    /// The lifecycle rules that are enabled.
    List<LifecycleRule> lifecycle(String bucket);

    /// Who is told of what happens to its objects.
    List<Listener> listeners(String bucket);

    /// How objects are encrypted whose writer does not say; empty where the store does not tell.
    Optional<DefaultEncryption> encryption(String bucket);

    @Override
    void close();

    /// Of a bucket.
    ///
    /// @param region empty where the store does not say
    /// @param time its clock's, to a second
    record Home(Optional<String> region, Optional<Instant> time) {}

    /// As S3 has it.
    enum Versioning {
        OFF,
        ON,
        SUSPENDED
    }

    /// One rule, of whatever it does only what concerns copies.
    ///
    /// @param some whether its filter has more than a prefix: tags or sizes
    /// @param abortDays days after which it ends open uploads
    /// @param expiry when it deletes, such as `after 30 days`
    /// @param transitions to which class and when, such as `GLACIER after 30 days`
    record LifecycleRule(
            String id,
            String prefix,
            boolean some,
            OptionalInt abortDays,
            Optional<String> expiry,
            List<String> transitions) {

        public LifecycleRule {
            transitions = List.copyOf(transitions);
        }
    }

    /// One who is told of events.
    ///
    /// @param whom an ARN, or `EventBridge`
    /// @param events such as `s3:ObjectCreated:*`; none stands for all
    record Listener(String whom, List<String> events, String prefix, String suffix) {

        public Listener {
            events = List.copyOf(events);
        }

        /// Whether it is told of new objects.
        public boolean hearsCreation() {
            return events.isEmpty()
                    || events.stream().anyMatch(event -> event.startsWith("s3:ObjectCreated:"));
        }
    }

    /// How a bucket encrypts what does not say how.
    ///
    /// @param algorithm such as `aws:kms`
    /// @param keyId of KMS; empty is the account's own for S3
    record DefaultEncryption(String algorithm, Optional<String> keyId, boolean bucketKey) {

        /// Whether keys of KMS are used.
        public boolean byKms() {
            return algorithm.startsWith("aws:kms");
        }
    }
}
