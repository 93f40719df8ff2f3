package s3migrate.store.s3;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import s3migrate.object.ETag;
import s3migrate.object.ObjectLocation;
import s3migrate.object.ObjectSummary;
import s3migrate.object.StoredObject;
import s3migrate.store.ListingPage;
import s3migrate.store.ListingRequest;
import s3migrate.store.OpenUpload;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsRequest;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.ObjectVersion;
import software.amazon.awssdk.services.s3.model.S3Object;

/// Listings of a bucket: objects, and open uploads. Keys travel URL-encoded, because XML cannot
/// carry every character a key may have; the SDK decodes them.
final class S3Listings {

    private final S3Client client;

    S3Listings(S3Client client) {
        this.client = client;
    }

    ListingPage objects(ListingRequest request) {
        var asked =
                ListObjectsV2Request.builder()
                        .bucket(request.bucket())
                        .maxKeys(request.maxKeys())
                        .encodingType(EncodingType.URL);
        if (!request.prefix().isEmpty()) {
            asked.prefix(request.prefix());
        }
        if (request.continuation().isPresent()) {
            asked.continuationToken(request.continuation().get());
        } else if (!request.after().isEmpty()) {
            asked.startAfter(request.after());
        }
        var at = "s3://" + request.bucket() + "/" + request.prefix();
        return S3Errors.call(
                S3Call.onBucket("list", at),
                () -> {
                    var page = client.listObjectsV2(asked.build());
                    return new ListingPage(
                            page.contents().stream().map(S3Listings::row).toList(),
                            next(page.isTruncated(), page.nextContinuationToken()));
                });
    }

    /// Each key's present version. A page may end between two versions of a key, so where the next
    /// begins takes both markers: the token is the id, a line's end, and the key.
    ListingPage versions(ListingRequest request) {
        var asked =
                ListObjectVersionsRequest.builder()
                        .bucket(request.bucket())
                        .prefix(request.prefix())
                        .maxKeys(request.maxKeys())
                        .encodingType(EncodingType.URL);
        if (request.continuation().isPresent()) {
            var token = request.continuation().get();
            int end = token.indexOf('\n');
            asked.keyMarker(token.substring(end + 1)).versionIdMarker(token.substring(0, end));
        } else if (!request.after().isEmpty()) {
            asked.keyMarker(request.after());
        }
        var at = "s3://" + request.bucket() + "/" + request.prefix();
        return S3Errors.call(
                S3Call.onBucket("list versions", at),
                () -> {
                    var page = client.listObjectVersions(asked.build());
                    var next = next(page.isTruncated(), page.nextKeyMarker());
                    return new ListingPage(
                            page.versions().stream()
                                    .filter(version -> Boolean.TRUE.equals(version.isLatest()))
                                    .map(S3Listings::row)
                                    .toList(),
                            next.map(key -> page.nextVersionIdMarker() + "\n" + key));
                });
    }

    List<OpenUpload> uploads(ObjectLocation key) {
        return S3Errors.call(
                S3Call.onBucket("list uploads of", key.toString()),
                () -> {
                    var found = new ArrayList<OpenUpload>();
                    var page = uploads(key, Optional.empty());
                    while (true) {
                        page.uploads().stream()
                                .filter(upload -> upload.key().equals(key.key()))
                                .map(upload -> row(key, upload))
                                .forEach(found::add);
                        if (next(page.isTruncated(), page.nextKeyMarker()).isEmpty()) {
                            return found;
                        }
                        page = uploads(key, Optional.of(page));
                    }
                });
    }

    private ListMultipartUploadsResponse uploads(
            ObjectLocation key, Optional<ListMultipartUploadsResponse> former) {
        return client.listMultipartUploads(request -> {
            request.bucket(key.bucket()).prefix(key.key()).encodingType(EncodingType.URL);
            former.ifPresent(page ->
                    request.keyMarker(page.nextKeyMarker())
                            .uploadIdMarker(page.nextUploadIdMarker()));
        });
    }

    /// A page that is not the last but does not say where to go on must not pass for the last.
    private static Optional<String> next(Boolean truncated, String marker) {
        if (Boolean.TRUE.equals(truncated) && marker == null) {
            throw SdkClientException.create("a page without the marker of the next");
        }
        return Boolean.TRUE.equals(truncated) ? Optional.of(marker) : Optional.empty();
    }

    private static ObjectSummary row(S3Object object) {
        return new ObjectSummary(
                object.key(),
                ETag.of(object.eTag()),
                Optional.empty(),
                object.size(),
                object.lastModified(),
                Optional.ofNullable(object.storageClassAsString()).orElse(StoredObject.STANDARD));
    }

    private static ObjectSummary row(ObjectVersion version) {
        return new ObjectSummary(
                version.key(),
                ETag.of(version.eTag()),
                Optional.of(version.versionId()).filter(id -> !id.equals("null")),
                version.size(),
                version.lastModified(),
                Optional.ofNullable(version.storageClassAsString()).orElse(StoredObject.STANDARD));
    }

    private static OpenUpload row(ObjectLocation key, MultipartUpload upload) {
        var initiator = Optional.ofNullable(upload.initiator());
        return new OpenUpload(
                key, upload.uploadId(), initiator.map(i -> i.id()).orElse(""), upload.initiated());
    }
}
