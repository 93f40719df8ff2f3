package s3migrate.sandbox.s3;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.StreamSupport;
import s3migrate.sandbox.s3.auth.AccessKey;
import s3migrate.sandbox.s3.auth.AccessKeyRing;
import s3migrate.sandbox.s3.auth.Authenticator;
import s3migrate.sandbox.s3.auth.Denials;
import s3migrate.sandbox.s3.event.EventDestinations;
import s3migrate.sandbox.s3.event.EventRule;
import s3migrate.sandbox.s3.event.EventSink;
import s3migrate.sandbox.s3.event.Events;
import s3migrate.sandbox.s3.fault.Faults;
import s3migrate.sandbox.s3.fault.Snapshot;
import s3migrate.sandbox.s3.operation.Operations;
import s3migrate.sandbox.s3.store.BlobDirectory;
import s3migrate.sandbox.s3.store.BucketSettings;
import s3migrate.sandbox.s3.store.Buckets;
import s3migrate.sandbox.s3.store.GeneratedObject;
import s3migrate.sandbox.s3.store.KeyHistory;
import s3migrate.sandbox.s3.store.MultipartUpload;
import s3migrate.sandbox.s3.store.ObjectProperties;
import s3migrate.sandbox.s3.store.ObjectVersion;
import s3migrate.sandbox.s3.store.Version;
import s3migrate.sandbox.s3.store.Versioning;
import s3migrate.sandbox.s3.store.WriteCondition;
import s3migrate.sandbox.s3.traffic.Bandwidth;
import s3migrate.sandbox.s3.traffic.RequestLog;

/// One S3 on loopback with its own buckets, credentials, faults and log; any number of them in a
/// JVM. Safe for any number of threads.
///
/// Beside its HTTP it offers what a test or the demo needs of the inside: seeding and looking
/// without requests, denied actions, a limit on bandwidth. Buckets and objects end with it; the
/// files of objects stay in the directory, which is the caller's.
public final class S3Server implements AutoCloseable {
    private final Buckets buckets;
    private final long minimumPartBytes;
    private final DirectWrites writes;
    private final Events events = new Events();
    private final Denials denials = new Denials();
    private final Faults faults = new Faults();
    private final RequestLog log = new RequestLog();
    private final Bandwidth bandwidth = new Bandwidth();
    private final EventDestinations destinations;
    private final AccessKeyRing accessKeys;
    private final Listeners listeners;

    private S3Server(S3Settings settings) throws IOException {
        destinations = new EventDestinations(settings.accountId());
        accessKeys = new AccessKeyRing(settings.accessKeys());
        buckets =
                new Buckets(
                        settings.region(),
                        settings.clock(),
                        new BlobDirectory(settings.directory()),
                        settings.checksums(),
                        events);
        var authenticator =
                new Authenticator(
                        accessKeys, settings.region(), settings.accountId(), settings.clock());
        writes = new DirectWrites(buckets);
        minimumPartBytes = settings.minimumPartBytes();
        var requests =
                new S3Requests(authenticator, buckets, operations(buckets), log, faults, bandwidth);
        try {
            listeners = Listeners.start(settings, requests);
        } catch (IOException refused) {
            events.close();
            throw refused;
        }
    }

    /// Accepts requests when it returns. A port in use is an `IOException` that says which.
    public static S3Server start(S3Settings settings) throws IOException {
        return new S3Server(settings);
    }

    public URI http() {
        return listeners.http();
    }

    public URI https() {
        return listeners.https();
    }

    public RequestLog log() {
        return log;
    }

    public Faults faults() {
        return faults;
    }

    /// Knows one more access key from now on, such as temporary credentials.
    public void accept(AccessKey key) {
        accessKeys.add(key);
    }

    public void createBucket(String name) {
        buckets.create(name);
    }

    /// A bucket for writing much: it keeps sizes, ETags and checksums of objects and parts, and no
    /// bytes. Reading bytes from it is answered 501 NotImplemented; all else works.
    public void createSink(String name) {
        buckets.createSink(name);
    }

    public void setVersioning(String bucket, Versioning versioning) {
        buckets.named(bucket).setVersioning(versioning);
    }

    /// Sets what has no request of its own in S3's API, or is easier said here.
    public void change(String bucket, UnaryOperator<BucketSettings> how) {
        buckets.named(bucket).change(how);
    }

    /// Events of changes from now on go where the rule says; several rules may cover a key.
    public void notify(String bucket, EventRule rule) {
        buckets.named(bucket);
        events.add(bucket, rule);
    }

    /// From now on a notification configuration may name the queue, topic or function of this ARN.
    public void connect(String arn, EventSink sink) {
        destinations.connect(arn, sink);
    }

    /// Where the events of buckets that send them to EventBridge go.
    public void connectEventBridge(EventSink sink) {
        destinations.connectBus(sink);
    }

    /// From now on answers AccessDenied to requests that need `action` on `resource`.
    ///
    /// @param action such as `s3:GetObject`, `s3:*`
    /// @param resource `bucket`, `bucket/key` or `bucket/prefix*`
    public void deny(String action, String resource) {
        denials.deny(action, resource);
    }

    /// Ends all denials.
    public void allowAll() {
        denials.allowAll();
    }

    /// In bytes per second over all connections in both directions; 0 for no limit.
    public void limitBandwidth(long bytesPerSecond) {
        bandwidth.limit(bytesPerSecond);
    }

    /// As by PutObject, with its event, but without a request.
    public ObjectVersion put(String bucket, String key, byte[] bytes) throws IOException {
        return put(bucket, key, bytes, ObjectProperties.NONE);
    }

    /// As by PutObject, with its event, but without a request.
    public ObjectVersion put(String bucket, String key, byte[] bytes, ObjectProperties properties)
            throws IOException {
        return put(bucket, key, new ByteArrayInputStream(bytes), bytes.length, properties);
    }

    /// As by PutObject, with its event, but without a request.
    public ObjectVersion put(
            String bucket, String key, InputStream in, long bytes, ObjectProperties properties)
            throws IOException {
        return writes.put(bucket, key, in, bytes, properties);
    }

    /// As by PutObject or CompleteMultipartUpload, with its event, but without a request and
    /// without a file.
    public ObjectVersion put(String bucket, String key, GeneratedObject object) {
        return writes.put(bucket, key, object);
    }

    /// Puts `count` generated objects of `bytes` each under `prefix` and a number of seven digits,
    /// seeded by that number.
    public void fill(String bucket, String prefix, int count, long bytes) {
        writes.fill(bucket, prefix, count, bytes);
    }

    /// As by DeleteObject, with its event, but without a request.
    public void delete(String bucket, String key) {
        buckets.named(bucket).delete(key, new WriteCondition.None());
    }

    /// Inverts the byte at `at` of the current object; it shows the ETag and checksum of its wrong
    /// bytes from now on.
    public void corrupt(String bucket, String key, long at) {
        buckets.named(bucket).corrupt(key, at);
    }

    /// All objects as they are now, for `Fault.AsOf`.
    public Snapshot snapshot() {
        return new Snapshot(operations(buckets.frozen()));
    }

    /// The current object. Its bytes can be read until it is overwritten or deleted.
    public Optional<ObjectVersion> object(String bucket, String key) {
        return buckets.named(bucket).history(key).flatMap(KeyHistory::current);
    }

    /// Keys of current objects in listing order.
    public List<String> keys(String bucket) {
        return buckets.named(bucket).keys().entrySet().stream()
                .filter(entry -> entry.getValue().current().isPresent())
                .map(entry -> entry.getKey())
                .toList();
    }

    /// All versions and delete markers of a key, newest first.
    public List<Version> versions(String bucket, String key) {
        return buckets.named(bucket).history(key).map(KeyHistory::versions).orElse(List.of());
    }

    public List<MultipartUpload> openUploads(String bucket) {
        Iterable<MultipartUpload> uploads =
                buckets.named(bucket).uploads().after("", Optional.empty());
        return StreamSupport.stream(uploads.spliterator(), false).toList();
    }

    private Operations operations(Buckets of) {
        return new Operations(of, denials, events, destinations, minimumPartBytes);
    }

    /// Ends connections at once, and returns when all events are delivered.
    @Override
    public void close() {
        listeners.close();
        events.close();
    }
}
