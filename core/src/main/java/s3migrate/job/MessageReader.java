package s3migrate.job;

import java.util.ArrayList;
import java.util.Optional;
import java.util.OptionalLong;
import s3migrate.job.Message.Continuation;
import s3migrate.job.Message.SingleJob;
import s3migrate.job.Message.Sweep;
import s3migrate.ledger.UploadRecord;
import s3migrate.object.ChecksumAlgorithm;
import s3migrate.object.ObjectLocation;
import s3migrate.object.Part;
import s3migrate.object.PinnedObject;
import s3migrate.object.StoredObject;

/// Reads jobs: in the earlier system's form, and in the forms that `MessageWriter` and
/// `BatchWriter` write. Reads its own version and the one before.
final class MessageReader {

    static final int VERSION = 1;

    private static final String ACCEPTED_TYPE = "job, batch, slice, continuation or sweep";
    private static final String ACCEPTED_ROUTE = "the name of a route";
    private static final String ACCEPTED_ID = "a text of 1 to 256 characters";
    private static final int MAX_COUNT = 1_000_000;
    private static final long MAX_PART_BYTES = 5L << 30;

    private MessageReader() {}

    static Optional<Message> ordered(JsonFields json) {
        String srcBucket = json.bucket("Src_bucket");
        String srcKey = json.key("Src_key");
        String desBucket = json.bucket("Des_bucket");
        String desKey = json.key("Des_key");
        var size = json.size("Size");
        var versionId = json.versionId("versionId");
        var id = id(json);
        return json.build(() ->
                new OrderedCopy(
                        new ObjectLocation(srcBucket, srcKey),
                        new ObjectLocation(desBucket, desKey),
                        size,
                        versionId,
                        id));
    }

    static Optional<Message> ours(JsonFields json) {
        json.neededNumber("v", VERSION, VERSION);
        String type = json.neededText("type", ACCEPTED_TYPE);
        if (!json.faults().none()) {
            return Optional.empty();
        }
        return switch (type) {
            case "job" -> job(json).map(SingleJob::new);
            case "continuation" -> continuation(json);
            case "slice" -> slice(json);
            case "batch" -> batch(json);
            case "sweep" -> {
                String route = json.neededText("route", ACCEPTED_ROUTE);
                yield json.build(() -> new Sweep(route));
            }
            default -> {
                json.refuse("type", ACCEPTED_TYPE);
                yield Optional.empty();
            }
        };
    }

    private static Optional<Job> job(JsonFields json) {
        String route = json.neededText("route", ACCEPTED_ROUTE);
        var run = json.text("run", "a text");
        String srcBucket = json.bucket("src_bucket");
        String srcKey = json.key("src_key");
        var versionId = json.versionId("version_id");
        String desBucket = json.bucket("des_bucket");
        String desKey = json.key("des_key");
        var size = json.size("size");
        var id = id(json);
        var seen = seen(json);
        var listed = listed(json);
        var history = history(json);
        return json.build(() ->
                new Job(
                        route,
                        new ObjectLocation(srcBucket, srcKey),
                        versionId,
                        new ObjectLocation(desBucket, desKey),
                        size,
                        id,
                        history.orElseThrow(),
                        run,
                        seen,
                        listed));
    }

    private static Optional<Message> continuation(JsonFields json) {
        var job = job(json);
        long generation = json.neededNumber("generation", 0, Long.MAX_VALUE);
        return json.build(() -> new Continuation(job.orElseThrow(), generation));
    }

    private static Optional<Message> slice(JsonFields json) {
        var job = job(json);
        var source = json.in("source");
        var etag = source.neededEtag("etag");
        var pinnedVersion = source.text("version_id", "a version id");
        long size = source.neededNumber("size", 1, JsonFields.MAX_OBJECT_BYTES);
        String uploadId = json.neededText("upload_id", "an upload id");
        long partBytes = json.neededNumber("part_bytes", 1, MAX_PART_BYTES);
        var checksum = checksum(json);
        int first = (int) json.neededNumber("first_part", 1, Part.MAX_PARTS);
        int last = (int) json.neededNumber("last_part", 1, Part.MAX_PARTS);
        return json.build(() ->
                new Slice(
                        job.orElseThrow(),
                        new PinnedObject(
                                job.orElseThrow().source(),
                                etag.orElseThrow(),
                                pinnedVersion,
                                size),
                        new UploadRecord(uploadId, partBytes, checksum.orElseThrow()),
                        first,
                        last));
    }

    private static Optional<ChecksumAlgorithm> checksum(JsonFields json) {
        String accepted = "CRC32, CRC32C or CRC64NVME";
        String name = json.neededText("checksum", accepted);
        for (var algorithm : ChecksumAlgorithm.values()) {
            if (algorithm.combinesOverParts() && algorithm.name().equals(name)) {
                return Optional.of(algorithm);
            }
        }
        if (!name.isEmpty()) {
            json.refuse("checksum", accepted);
        }
        return Optional.empty();
    }

    private static Optional<Message> batch(JsonFields json) {
        String route = json.neededText("route", ACCEPTED_ROUTE);
        var run = json.text("run", "a text");
        String srcBucket = json.bucket("src_bucket");
        String srcPrefix = json.text("src_prefix", "a prefix").orElse("");
        String desBucket = json.bucket("des_bucket");
        String desPrefix = json.text("des_prefix", "a prefix").orElse("");
        var history = history(json);
        var jobs = new ArrayList<Job>();
        for (var object : json.list("objects")) {
            String key = object.text("key", "the rest of a key").orElse("");
            if (!object.has("key")) {
                object.refuse("key", "the rest of a key");
            }
            var versionId = object.versionId("version_id");
            long size = object.neededNumber("size", 0, Batch.MAX_BYTES);
            var id = id(object);
            var seen = seen(object);
            var listed = listed(object);
            var ownHistory = object.has("first_seen") ? history(object) : history;
            object.build(() ->
                            new Job(
                                    route,
                                    new ObjectLocation(srcBucket, srcPrefix + key),
                                    versionId,
                                    new ObjectLocation(desBucket, desPrefix + key),
                                    OptionalLong.of(size),
                                    id,
                                    ownHistory.orElseThrow(),
                                    run,
                                    seen,
                                    listed))
                    .ifPresent(jobs::add);
        }
        return json.build(() -> new Batch(jobs));
    }

    private static Job.Seen seen(JsonFields json) {
        return json.flag("extra")
                ? Job.Seen.EXTRA
                : json.flag("present") ? Job.Seen.OTHER : Job.Seen.NOTHING;
    }

    private static Optional<Listed> listed(JsonFields json) {
        var storageClass = json.storageClass("storage_class").orElse(StoredObject.STANDARD);
        return json.etag("etag").map(etag -> new Listed(etag, storageClass));
    }

    private static Optional<String> id(JsonFields json) {
        var id = json.text("id", ACCEPTED_ID);
        if (id.filter(text -> text.isEmpty() || text.length() > 256).isPresent()) {
            json.refuse("id", ACCEPTED_ID);
        }
        return id;
    }

    private static Optional<JobHistory> history(JsonFields json) {
        var firstSeen = json.time("first_seen");
        if (!json.has("first_seen")) {
            json.refuse("first_seen", "a time such as 2026-01-31T23:59:59Z");
        }
        int tries = count(json, "tries");
        int restarts = count(json, "restarts");
        int idle = count(json, "idle");
        return firstSeen.map(time -> new JobHistory(time, tries, restarts, idle));
    }

    private static int count(JsonFields json, String name) {
        return (int) json.number(name, 0, MAX_COUNT).orElse(0);
    }
}
