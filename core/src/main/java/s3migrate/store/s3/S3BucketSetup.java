package s3migrate.store.s3;

import static java.time.format.DateTimeFormatter.RFC_1123_DATE_TIME;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import s3migrate.store.BucketSetup;
import s3migrate.store.StoreException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Event;
import software.amazon.awssdk.services.s3.model.FilterRule;
import software.amazon.awssdk.services.s3.model.GetBucketNotificationConfigurationResponse;
import software.amazon.awssdk.services.s3.model.NotificationConfigurationFilter;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionRule;

/// The setup of buckets by the AWS SDK. Owns its client and closes it.
final class S3BucketSetup implements BucketSetup {

    private static final String REGION = "x-amz-bucket-region";

    /// HEAD answers these for a bucket that is there: elsewhere, or not for us. It has no body to
    /// say more.
    private static final Set<Integer> THERE = Set.of(301, 307, 400, 403);

    private final S3Client client;

    S3BucketSetup(S3Client client) {
        this.client = client;
    }

    @Override
    public Home home(String bucket) {
        var call = S3Call.onBucket("head", at(bucket));
        try {
            return home(client.headBucket(r -> r.bucket(bucket)).sdkHttpResponse());
        } catch (S3Exception answer) {
            if (THERE.contains(answer.statusCode()) && answer.awsErrorDetails() != null) {
                return home(answer.awsErrorDetails().sdkHttpResponse());
            }
            throw answer.statusCode() == 404
                    ? new StoreException.RouteRefused(
                            "NoSuchBucket", call + ": there is no such bucket (HTTP 404)", answer)
                    : S3Errors.of(call, answer);
        } catch (SdkException broken) {
            throw S3Errors.of(call, broken);
        }
    }

    private static Home home(SdkHttpResponse answer) {
        return new Home(
                answer.firstMatchingHeader(REGION),
                answer.firstMatchingHeader("Date").flatMap(S3BucketSetup::time));
    }

    private static Optional<Instant> time(String header) {
        try {
            return Optional.of(Instant.from(RFC_1123_DATE_TIME.parse(header)));
        } catch (DateTimeException notATime) {
            return Optional.empty();
        }
    }

    @Override
    public Versioning versioning(String bucket) {
        var status =
                S3Errors.call(
                        S3Call.onBucket("get versioning of", at(bucket)),
                        () -> client.getBucketVersioning(r -> r.bucket(bucket)).statusAsString());
        return status == null
                ? Versioning.OFF
                : status.equals("Enabled") ? Versioning.ON : Versioning.SUSPENDED;
    }

    @Override
    public List<LifecycleRule> lifecycle(String bucket) {
        try {
            return client.getBucketLifecycleConfiguration(r -> r.bucket(bucket)).rules().stream()
                    .filter(rule -> "Enabled".equals(rule.statusAsString()))
                    .map(LifecycleRules::of)
                    .toList();
        } catch (SdkException e) {
            if (says(e, "NoSuchLifecycleConfiguration")) {
                return List.of();
            }
            throw S3Errors.of(S3Call.onBucket("get lifecycle of", at(bucket)), e);
        }
    }

    @Override
    public List<Listener> listeners(String bucket) {
        return S3Errors.call(
                S3Call.onBucket("get notifications of", at(bucket)),
                () -> listeners(client.getBucketNotificationConfiguration(r -> r.bucket(bucket))));
    }

    private static List<Listener> listeners(GetBucketNotificationConfigurationResponse all) {
        var found = new ArrayList<Listener>();
        all.queueConfigurations()
                .forEach(q -> found.add(listener(q.queueArn(), q.events(), q.filter())));
        all.topicConfigurations()
                .forEach(t -> found.add(listener(t.topicArn(), t.events(), t.filter())));
        all.lambdaFunctionConfigurations()
                .forEach(f -> found.add(listener(f.lambdaFunctionArn(), f.events(), f.filter())));
        if (all.eventBridgeConfiguration() != null) {
            found.add(new Listener("EventBridge", List.of(), "", ""));
        }
        return found;
    }

    private static Listener listener(
            String arn, List<Event> events, NotificationConfigurationFilter filter) {
        return new Listener(
                arn,
                events.stream().map(Event::toString).toList(),
                rule(filter, "prefix"),
                rule(filter, "suffix"));
    }

    private static String rule(NotificationConfigurationFilter filter, String name) {
        return Stream.ofNullable(filter)
                .flatMap(f -> Stream.ofNullable(f.key()))
                .flatMap(key -> key.filterRules().stream())
                .filter(rule -> name.equalsIgnoreCase(rule.nameAsString()))
                .map(FilterRule::value)
                .findFirst()
                .orElse("");
    }

    @Override
    public Optional<DefaultEncryption> encryption(String bucket) {
        try {
            return client
                    .getBucketEncryption(r -> r.bucket(bucket))
                    .serverSideEncryptionConfiguration()
                    .rules()
                    .stream()
                    .filter(rule -> rule.applyServerSideEncryptionByDefault() != null)
                    .map(S3BucketSetup::encryption)
                    .findFirst();
        } catch (SdkException e) {
            if (says(e, "ServerSideEncryptionConfigurationNotFoundError")) {
                return Optional.empty();
            }
            throw S3Errors.of(S3Call.onBucket("get encryption of", at(bucket)), e);
        }
    }

    private static DefaultEncryption encryption(ServerSideEncryptionRule rule) {
        var byDefault = rule.applyServerSideEncryptionByDefault();
        return new DefaultEncryption(
                byDefault.sseAlgorithmAsString(),
                Optional.ofNullable(byDefault.kmsMasterKeyID()),
                Boolean.TRUE.equals(rule.bucketKeyEnabled()));
    }

    private static boolean says(SdkException e, String code) {
        return e instanceof S3Exception answer && S3Errors.code(answer).equals(code);
    }

    private static String at(String bucket) {
        return "s3://" + bucket;
    }

    @Override
    public void close() {
        client.close();
    }
}
