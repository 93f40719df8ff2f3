package s3migrate.store.s3;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import s3migrate.object.ObjectLocation;
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
import software.amazon.awssdk.services.s3.model.OptionalObjectAttributes;

/// Listings of a bucket: objects, and open uploads. Keys travel URL-encoded, because XML cannot
/// carry every character a key may have. AWS is asked whether what is archived was restored; others
/// may refuse the question.
final class S3Listings {

    private final S3Client client;
    private final Set<OptionalObjectAttributes> attributes;

    S3Listings(S3Client client, boolean aws) {
        this.client = client;
        attributes = aws ? Set.of(OptionalObjectAttributes.RESTORE_STATUS) : Set.of();
    }

    ListingPage objects(ListingRequest request) {
        var asked =
                ListObjectsV2Request.builder()
                        .bucket(request.bucket())
                        .maxKeys(request.maxKeys())
                        .encodingType(EncodingType.URL)
                        .optionalObjectAttributes(attributes);
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
                    var scanned = new ScannedPage();
                    asked.overrideConfiguration(scanned.asConfiguration());
                    client.listObjectsV2(asked.build());
                    var page = scanned.page();
                    return new ListingPage(page.rows(), next(page.truncated(), page.token()));
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
                        .encodingType(EncodingType.URL)
                        .optionalObjectAttributes(attributes);
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
                    var scanned = new ScannedPage();
                    asked.overrideConfiguration(scanned.asConfiguration());
                    client.listObjectVersions(asked.build());
                    var page = scanned.page();
                    var next = next(page.truncated(), page.keyMarker());
                    return new ListingPage(
                            page.rows(), next.map(key -> page.versionMarker() + "\n" + key));
                });
    }

    List<OpenUpload> uploads(ObjectLocation key) {
        return uploads(key.bucket(), key.key(), upload -> upload.key().equals(key.key()));
    }

    List<OpenUpload> uploads(String bucket, String prefix, Instant limit) {
        return uploads(bucket, prefix, upload -> upload.initiated().isBefore(limit));
    }

    private List<OpenUpload> uploads(
            String bucket, String prefix, Predicate<MultipartUpload> wanted) {
        return S3Errors.call(
                S3Call.onBucket("list uploads of", "s3://%s/%s".formatted(bucket, prefix)),
                () -> {
                    var found = new ArrayList<OpenUpload>();
                    var page = uploads(bucket, prefix, Optional.empty());
                    while (true) {
                        page.uploads().stream()
                                .filter(wanted)
                                .map(upload -> row(bucket, upload))
                                .forEach(found::add);
                        var marker = Optional.ofNullable(page.nextKeyMarker());
                        if (next(Boolean.TRUE.equals(page.isTruncated()), marker).isEmpty()) {
                            return found;
                        }
                        page = uploads(bucket, prefix, Optional.of(page));
                    }
                });
    }

    private ListMultipartUploadsResponse uploads(
            String bucket, String prefix, Optional<ListMultipartUploadsResponse> former) {
        return client.listMultipartUploads(request -> {
            request.bucket(bucket).prefix(prefix).encodingType(EncodingType.URL);
            former.ifPresent(page ->
                    request.keyMarker(page.nextKeyMarker())
                            .uploadIdMarker(page.nextUploadIdMarker()));
        });
    }

    /// A page that is not the last but does not say where to go on must not pass for the last.
    private static Optional<String> next(boolean truncated, Optional<String> marker) {
        if (truncated && marker.isEmpty()) {
            throw SdkClientException.create("a page without the marker of the next");
        }
        return truncated ? marker : Optional.empty();
    }

    private static OpenUpload row(String bucket, MultipartUpload upload) {
        var initiator = Optional.ofNullable(upload.initiator());
        var key = new ObjectLocation(bucket, upload.key());
        return new OpenUpload(
                key, upload.uploadId(), initiator.map(i -> i.id()).orElse(""), upload.initiated());
    }
}
