package s3migrate.store.memory;

import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import s3migrate.object.Checksum;
import s3migrate.object.ChecksumAlgorithm;
import s3migrate.object.ObjectLocation;
import s3migrate.store.Expectation;
import s3migrate.store.MultipartUpload;
import s3migrate.store.NewObject;
import s3migrate.store.OpenUpload;
import s3migrate.store.UploadedPart;
import s3migrate.store.WriteAnswer;

/// The multipart uploads of one bucket, under the bucket's monitor.
final class MemoryUploads {

    private final MemoryBucket bucket;
    private final MemoryRules rules;
    private final InstantSource clock;
    private final Map<String, MemoryUpload> uploads = new LinkedHashMap<>();
    private String initiator = "memory";
    private int made;

    MemoryUploads(MemoryBucket bucket, MemoryRules rules, InstantSource clock) {
        this.bucket = bucket;
        this.rules = rules;
        this.clock = clock;
    }

    MultipartUpload create(ObjectLocation to, NewObject what, ChecksumAlgorithm algorithm) {
        synchronized (bucket) {
            var upload = new MultipartUpload(to, "upload-" + ++made, algorithm);
            uploads.put(
                    upload.id(),
                    new MemoryUpload(
                            upload,
                            what,
                            initiator,
                            clock.instant(),
                            bucket.changes(to.key()),
                            rules.keepsChecksums()));
            return upload;
        }
    }

    void beginAs(String newInitiator) {
        synchronized (bucket) {
            initiator = newInitiator;
        }
    }

    Optional<UploadedPart> uploadPart(MultipartUpload upload, int number, byte[] bytes) {
        synchronized (bucket) {
            return open(upload).map(found -> found.write(number, bytes));
        }
    }

    Optional<List<UploadedPart>> parts(MultipartUpload upload) {
        synchronized (bucket) {
            return open(upload).map(MemoryUpload::parts);
        }
    }

    void abort(MultipartUpload upload) {
        synchronized (bucket) {
            open(upload).ifPresent(_ -> uploads.remove(upload.id()));
        }
    }

    List<OpenUpload> rows() {
        synchronized (bucket) {
            return uploads.values().stream()
                    .filter(upload -> upload.answer().isEmpty())
                    .map(MemoryUpload::row)
                    .toList();
        }
    }

    /// What is kept of every upload, and whether its key was written since it was created.
    String state() {
        synchronized (bucket) {
            var text = new StringBuilder().append(made);
            uploads.forEach((id, upload) -> {
                if (upload.answer().isEmpty() || rules.completesTwice()) {
                    text.append(id)
                            .append(upload.answer())
                            .append(
                                    upload.parts().stream()
                                            .map(p -> p.number() + " " + p.etag())
                                            .toList())
                            .append(
                                    bucket.changes(upload.row().destination().key())
                                            == upload.changesAtCreate());
                }
            });
            return text.toString();
        }
    }

    WriteAnswer complete(
            MultipartUpload upload,
            List<UploadedPart> parts,
            long size,
            Optional<Checksum> checksum,
            Expectation expected) {
        synchronized (bucket) {
            var found = Optional.ofNullable(uploads.get(upload.id()));
            var former = found.flatMap(MemoryUpload::answer);
            if (found.isEmpty() || (former.isPresent() && !rules.completesTwice())) {
                return new WriteAnswer.NoSuchUpload();
            }
            return former.<WriteAnswer>map(answer -> answer)
                    .orElseGet(
                            () -> complete(upload, found.get(), parts, size, checksum, expected));
        }
    }

    private WriteAnswer complete(
            MultipartUpload upload,
            MemoryUpload found,
            List<UploadedPart> parts,
            long size,
            Optional<Checksum> checksum,
            Expectation expected) {
        checkParts(upload, found.parts(), parts);
        byte[] bytes = found.joined(parts);
        var computed = Checksums.of(upload.algorithm(), bytes);
        if (bytes.length != size) {
            return new WriteAnswer.WrongBytes(
                    "expected %,d bytes, found %,d".formatted(size, bytes.length));
        }
        if (rules.comparesChecksums()
                && checksum.filter(given -> !given.equals(computed)).isPresent()) {
            return new WriteAnswer.WrongBytes(
                    "expected %s, found %s".formatted(checksum.get(), computed));
        }
        boolean conditional = !(expected instanceof Expectation.Any);
        var to = upload.destination();
        if (conditional && bucket.changes(to.key()) != found.changesAtCreate()) {
            return new WriteAnswer.Refused("ConditionalRequestConflict");
        }
        var contents = found.contents(parts);
        var etag = Checksums.etagOfParts(contents);
        long first = contents.getFirst().length;
        var answer = bucket.write(to, found.what(), bytes, etag, first, computed, expected);
        if (answer instanceof WriteAnswer.Written written) {
            found.completed(written);
        }
        return answer;
    }

    /// Complete names parts that are there, in order, and only the last may be small.
    private void checkParts(
            MultipartUpload upload, List<UploadedPart> stored, List<UploadedPart> named) {
        int former = 0;
        for (UploadedPart part : named) {
            boolean there =
                    stored.stream()
                            .anyMatch(s ->
                                    s.number() == part.number() && s.etag().equals(part.etag()));
            if (!there || part.number() <= former) {
                var code = there ? "InvalidPartOrder" : "InvalidPart";
                throw Refusals.otherPart(upload.destination(), code, part.number());
            }
            if (part.size() < rules.minimumPartBytes() && !part.equals(named.getLast())) {
                throw Refusals.tooSmall(
                        upload.destination(), part.number(), part.size(), rules.minimumPartBytes());
            }
            former = part.number();
        }
    }

    private Optional<MemoryUpload> open(MultipartUpload upload) {
        return Optional.ofNullable(uploads.get(upload.id())).filter(u -> u.answer().isEmpty());
    }
}
