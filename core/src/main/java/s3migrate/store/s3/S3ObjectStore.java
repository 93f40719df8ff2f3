package s3migrate.store.s3;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import s3migrate.object.ByteRange;
import s3migrate.object.Checksum;
import s3migrate.object.ChecksumAlgorithm;
import s3migrate.object.ETag;
import s3migrate.object.ObjectLocation;
import s3migrate.object.ObjectLock;
import s3migrate.object.Part;
import s3migrate.object.PinnedObject;
import s3migrate.object.StoredObject;
import s3migrate.store.CopyWish;
import s3migrate.store.DeleteAnswer;
import s3migrate.store.Expectation;
import s3migrate.store.ListingPage;
import s3migrate.store.ListingRequest;
import s3migrate.store.MultipartUpload;
import s3migrate.store.NewObject;
import s3migrate.store.ObjectStore;
import s3migrate.store.OpenObject;
import s3migrate.store.OpenUpload;
import s3migrate.store.UploadedPart;
import s3migrate.store.WriteAnswer;
import software.amazon.awssdk.services.s3.S3Client;

/// S3 by the AWS SDK's blocking client; made by `S3Stores`. Owns the client and closes it. Serves
/// many threads; each call occupies its thread until S3 has answered.
public final class S3ObjectStore implements ObjectStore {

    private final S3Client client;
    private final S3Reads reads;
    private final S3Tags tags;
    private final S3Locks locks;
    private final Websites websites;
    private final S3Writes writes;
    private final S3Copies copies;
    private final S3Uploads uploads;
    private final S3Listings listings;

    /// @param bodies objects that may be open at once; who opens one more waits
    S3ObjectStore(S3Client client, S3Terms terms, int bodies) {
        this.client = client;
        var versions = new VersionIds(terms.versionsNeeded());
        reads = new S3Reads(client, versions, bodies);
        tags = new S3Tags(reads, terms.aws(), System::nanoTime);
        locks = new S3Locks(client, versions);
        websites = new Websites(client, System::nanoTime);
        writes = new S3Writes(client, terms.profile());
        copies = new S3Copies(client, terms.profile(), versions);
        uploads = new S3Uploads(client, terms.profile());
        listings = new S3Listings(client, terms.aws());
    }

    @Override
    public Optional<StoredObject> find(ObjectLocation location) {
        return reads.find(location);
    }

    @Override
    public Optional<OpenObject> open(ObjectLocation location) {
        return reads.open(location);
    }

    @Override
    public OpenObject open(PinnedObject pinned, Optional<ByteRange> range) {
        return reads.open(pinned, range);
    }

    @Override
    public Map<String, String> tags(PinnedObject pinned) {
        return reads.tags(pinned);
    }

    @Override
    public Map<String, String> tagsOf(StoredObject object) {
        return tags.of(object);
    }

    @Override
    public ObjectLock lockOf(PinnedObject pinned) {
        return locks.of(pinned);
    }

    @Override
    public boolean mayRedirect(String bucket) {
        return websites.mayBe(bucket);
    }

    @Override
    public long firstPartBytes(PinnedObject pinned) {
        return reads.firstPartBytes(pinned);
    }

    @Override
    public WriteAnswer put(
            ObjectLocation to,
            NewObject what,
            Body body,
            Optional<Checksum> checksum,
            Expectation expected) {
        return writes.put(to, what, body, checksum, expected);
    }

    @Override
    public WriteAnswer copy(
            StoredObject from, ObjectLocation to, CopyWish wish, Expectation expected) {
        return copies.copy(from, to, wish, expected);
    }

    @Override
    public WriteAnswer rewrite(StoredObject there, NewObject what, Expectation expected) {
        return copies.rewrite(there, what, expected);
    }

    @Override
    public MultipartUpload create(ObjectLocation to, NewObject what, ChecksumAlgorithm algorithm) {
        return uploads.create(to, what, algorithm);
    }

    @Override
    public Optional<UploadedPart> uploadPart(MultipartUpload upload, Part part, Body body) {
        return uploads.uploadPart(upload, part, body);
    }

    @Override
    public Optional<UploadedPart> copyPart(MultipartUpload upload, Part part, PinnedObject from) {
        return copies.copyPart(upload, part, from);
    }

    @Override
    public Optional<List<UploadedPart>> parts(MultipartUpload upload) {
        return uploads.parts(upload);
    }

    @Override
    public WriteAnswer complete(
            MultipartUpload upload,
            List<UploadedPart> parts,
            long size,
            Optional<Checksum> checksum,
            Expectation expected) {
        return uploads.complete(upload, parts, size, checksum, expected);
    }

    @Override
    public void abort(MultipartUpload upload) {
        uploads.abort(upload);
    }

    @Override
    public List<OpenUpload> uploads(ObjectLocation key) {
        return listings.uploads(key);
    }

    @Override
    public List<OpenUpload> uploads(String bucket, String prefix, Instant limit) {
        return listings.uploads(bucket, prefix, limit);
    }

    @Override
    public DeleteAnswer delete(ObjectLocation location, ETag expected) {
        return writes.delete(location, expected);
    }

    @Override
    public void deleteVersion(ObjectLocation location, String versionId) {
        writes.deleteVersion(location, versionId);
    }

    @Override
    public ListingPage list(ListingRequest request) {
        return listings.objects(request);
    }

    @Override
    public ListingPage listVersions(ListingRequest request) {
        return listings.versions(request);
    }

    @Override
    public void close() {
        client.close();
    }
}
