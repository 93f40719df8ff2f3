package s3migrate.store.memory;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import s3migrate.store.MultipartUpload;
import s3migrate.store.NewObject;
import s3migrate.store.OpenUpload;
import s3migrate.store.UploadedPart;
import s3migrate.store.WriteAnswer;

/// One multipart upload: open, or completed with the answer it got. Guarded by its bucket.
final class MemoryUpload {

    private final MultipartUpload upload;
    private final NewObject what;
    private final String initiator;
    private final Instant initiated;
    private final long changesAtCreate;
    private final boolean keepsChecksums;
    private final NavigableMap<Integer, byte[]> parts = new TreeMap<>();
    private Optional<WriteAnswer.Written> answer = Optional.empty();

    MemoryUpload(
            MultipartUpload upload,
            NewObject what,
            String initiator,
            Instant initiated,
            long changesAtCreate,
            boolean keepsChecksums) {
        this.upload = upload;
        this.what = what;
        this.initiator = initiator;
        this.initiated = initiated;
        this.changesAtCreate = changesAtCreate;
        this.keepsChecksums = keepsChecksums;
    }

    NewObject what() {
        return what;
    }

    /// `MemoryKey.changes` of its key when it was created.
    long changesAtCreate() {
        return changesAtCreate;
    }

    Optional<WriteAnswer.Written> answer() {
        return answer;
    }

    void completed(WriteAnswer.Written written) {
        answer = Optional.of(written);
        parts.clear();
    }

    UploadedPart write(int number, byte[] bytes) {
        parts.put(number, bytes);
        return part(number, bytes);
    }

    List<UploadedPart> parts() {
        return parts.entrySet().stream().map(e -> part(e.getKey(), e.getValue())).toList();
    }

    byte[] joined(List<UploadedPart> named) {
        var whole = new ByteArrayOutputStream();
        contents(named).forEach(whole::writeBytes);
        return whole.toByteArray();
    }

    /// The bytes of each of these parts; the caller has checked that they are there.
    List<byte[]> contents(List<UploadedPart> named) {
        return named.stream().map(UploadedPart::number).map(parts::get).toList();
    }

    OpenUpload row() {
        return new OpenUpload(upload.destination(), upload.id(), initiator, initiated);
    }

    private UploadedPart part(int number, byte[] bytes) {
        return new UploadedPart(
                number,
                Checksums.etag(bytes),
                bytes.length,
                Optional.of(Checksums.of(upload.algorithm(), bytes)).filter(_ -> keepsChecksums));
    }
}
