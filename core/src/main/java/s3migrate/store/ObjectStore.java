package s3migrate.store;

import java.io.IOException;
import java.io.InputStream;
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

/// One S3 endpoint under one set of credentials. What is copied within the store must be readable
/// with those credentials too.
///
/// What can normally happen is in the answers; what broke is a `StoreException`, after the
/// adapter's own retries. A failed write may have taken effect, unless its method says otherwise:
/// look before concluding. One instance serves many threads.
public interface ObjectStore extends AutoCloseable {

    /// The current version with its full-object checksum, if the store shows one; empty if there is
    /// no object or a delete marker is on top.
    Optional<StoredObject> find(ObjectLocation location);

    /// Opens the whole current version; empty if there is none. The caller closes it.
    Optional<OpenObject> open(ObjectLocation location);

    /// Opens all bytes of one version (`range` empty) or a part of it, with If-Match on its ETag.
    /// The caller closes the body. With a range, no checksum need come.
    ///
    /// @throws SourceChangedException if the pinned version is not there any more
    OpenObject open(PinnedObject pinned, Optional<ByteRange> range);

    /// The tags of one version, in no order. Tags have no If-Match: without a versionId they are
    /// those of whatever is current.
    ///
    /// @throws SourceChangedException if the version is not there any more
    Map<String, String> tags(PinnedObject pinned);

    /// The tags of an object that was read. Where it is certain that it has none, the store is not
    /// asked. Who may not read tags gets a `StoreException.RouteRefused`, with objects that have
    /// none too: which have some is not told to him.
    ///
    /// @throws SourceChangedException if the version is not there any more
    Map<String, String> tagsOf(StoredObject object);

    /// What locks one version. Who may not be told gets a `StoreException.RouteRefused`.
    ///
    /// @throws SourceChangedException if the version is not there any more
    ObjectLock lockOf(PinnedObject pinned);

    /// Whether objects of a bucket may send the readers of its website elsewhere, which a copy
    /// within the store does not take along by itself: it is a website, or does not say. Fails
    /// never; asks the store now and then.
    boolean mayRedirect(String bucket);

    /// How many bytes the first part of one version has; of an object in one piece, all of them.
    ///
    /// @throws SourceChangedException if the version is not there any more
    long firstPartBytes(PinnedObject pinned);

    /// Writes a whole object. With a `checksum` over the whole the store refuses other bytes;
    /// without one the adapter sends a CRC32C it computes on the way. Nothing is visible before all
    /// bytes are there.
    ///
    /// @throws SourceChangedException if `body` says so
    WriteAnswer put(
            ObjectLocation to,
            NewObject what,
            Body body,
            Optional<Checksum> checksum,
            Expectation expected);

    /// Copies a version within the store, up to 5 GiB: bytes, website redirect, and, unless `wish`
    /// says otherwise, content headers, user metadata and tags as they are. The store keeps a
    /// checksum over the whole of its own choice and answers it. No bytes pass through us.
    ///
    /// A `Refused` that does not say which side it is about (412 or 404 without more) may mean the
    /// source too: look at both.
    ///
    /// @throws SourceChangedException if the store says that this version is not there any more
    WriteAnswer copy(StoredObject from, ObjectLocation to, CopyWish wish, Expectation expected);

    /// Gives an object other headers and tags, and `what`'s storage class, in place: the store
    /// copies `there` onto itself, up to 5 GiB, if it still has that ETag. No bytes pass through
    /// us.
    ///
    /// A `Refused` may be about either role of the object, the copy's source or its destination:
    /// look again.
    WriteAnswer rewrite(StoredObject there, NewObject what, Expectation expected);

    /// Begins a multipart upload that keeps one checksum of `algorithm` over the whole object.
    MultipartUpload create(ObjectLocation to, NewObject what, ChecksumAlgorithm algorithm);

    /// Uploads one part; again with the same number, it replaces the former. Empty if the upload is
    /// gone. Parts of a CRC32C upload carry a checksum of their own, others may not: the refusal
    /// `UploadedPart.CHECKSUM_NEEDED` then says that they must.
    ///
    /// @throws SourceChangedException if `body` says so
    Optional<UploadedPart> uploadPart(MultipartUpload upload, Part part, Body body);

    /// Copies a range of a version within the store, up to 5 GiB, as one part. It carries bytes
    /// alone: all else was given to `create`. Empty if the upload is gone.
    ///
    /// @throws SourceChangedException if the pinned version is not there any more
    Optional<UploadedPart> copyPart(MultipartUpload upload, Part part, PinnedObject from);

    /// Every part uploaded so far, by number; empty if the upload is gone: aborted or completed.
    Optional<List<UploadedPart>> parts(MultipartUpload upload);

    /// Makes the parts an object of `size` bytes. With a `checksum` of the upload's algorithm the
    /// store refuses other bytes. A part that was replaced since it was listed is a
    /// `StoreException.Transient`: list again.
    WriteAnswer complete(
            MultipartUpload upload,
            List<UploadedPart> parts,
            long size,
            Optional<Checksum> checksum,
            Expectation expected);

    /// Ends the upload. Parts still on the way may land afterwards: repeat until `parts` is empty.
    /// No error if it is gone.
    void abort(MultipartUpload upload);

    /// The open uploads of exactly this key.
    List<OpenUpload> uploads(ObjectLocation key);

    /// The open uploads of all keys that begin with `prefix`, of those that were begun before
    /// `limit`.
    List<OpenUpload> uploads(String bucket, String prefix, Instant limit);

    /// Deletes the current version, if it has this ETag; where versions are kept a delete marker
    /// hides it. A store that knows no conditional deletes deletes whatever is there.
    DeleteAnswer delete(ObjectLocation location, ETag expected);

    /// Deletes this version for good, wherever it stands; what was there before it is current again
    /// if it was current. No error if it is gone.
    void deleteVersion(ObjectLocation location, String versionId);

    /// One page of the keys under a prefix, in UTF-8 byte order.
    ListingPage list(ListingRequest request);

    /// The same rows with the ids of their versions, where versions are kept. The store goes
    /// through all versions of a key to name the present one.
    ListingPage listVersions(ListingRequest request);

    @Override
    void close();

    /// The bytes of a write. `open` is called once per attempt and gives the bytes from the start
    /// each time.
    interface Body {
        /// How many bytes `open` gives.
        long length();

        /// Opens the bytes, from the start.
        ///
        /// @throws IOException if the source broke; the write may be attempted again
        /// @throws SourceChangedException if the source is not the pinned version any more; this
        ///   and any other unchecked exception ends the write at once and comes out of it as it is
        InputStream open() throws IOException;
    }
}
