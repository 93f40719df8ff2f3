package s3migrate.store.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Optional;
import s3migrate.object.ETag;
import s3migrate.object.ObjectSummary;
import s3migrate.object.StoredObject;
import s3migrate.store.ListingPage;
import s3migrate.store.ListingRequest;
import s3migrate.store.ObjectStore;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.ObjectVersion;
import software.amazon.awssdk.services.s3.model.S3Object;

/// Holds each page our reader makes of a listing to what the SDK makes of it.
public final class CheckedListings {

    private CheckedListings() {}

    /// The same store, which fails a test whose listing was read otherwise than the SDK reads it.
    public static ObjectStore of(ObjectStore store, S3Access access) {
        var sdk = S3Stores.client(access, S3Stores.Side.DESTINATION).build();
        return (ObjectStore)
                Proxy.newProxyInstance(
                        ObjectStore.class.getClassLoader(),
                        new Class<?>[] {ObjectStore.class},
                        (_, method, arguments) -> {
                            try {
                                var answer = method.invoke(store, arguments);
                                if (answer instanceof ListingPage page) {
                                    var request = (ListingRequest) arguments[0];
                                    var theirs =
                                            method.getName().equals("list")
                                                    ? objects(sdk, request)
                                                    : versions(sdk, request);
                                    assertThat(page.objects()).isEqualTo(theirs);
                                }
                                if (method.getName().equals("close")) {
                                    sdk.close();
                                }
                                return answer;
                            } catch (InvocationTargetException failed) {
                                throw failed.getCause();
                            }
                        });
    }

    private static List<ObjectSummary> objects(S3Client sdk, ListingRequest request) {
        return sdk
                .listObjectsV2(list -> {
                    list.bucket(request.bucket())
                            .prefix(request.prefix())
                            .maxKeys(request.maxKeys())
                            .encodingType(EncodingType.URL);
                    if (request.continuation().isPresent()) {
                        list.continuationToken(request.continuation().get());
                    } else if (!request.after().isEmpty()) {
                        list.startAfter(request.after());
                    }
                })
                .contents()
                .stream()
                .map(CheckedListings::row)
                .toList();
    }

    /// The token is the adapter's own: the version's id, a line's end, the key.
    private static List<ObjectSummary> versions(S3Client sdk, ListingRequest request) {
        var markers = request.continuation().map(token -> token.split("\n", 2));
        return sdk
                .listObjectVersions(list -> {
                    list.bucket(request.bucket())
                            .prefix(request.prefix())
                            .maxKeys(request.maxKeys())
                            .encodingType(EncodingType.URL);
                    if (markers.isPresent()) {
                        list.versionIdMarker(markers.get()[0]).keyMarker(markers.get()[1]);
                    } else if (!request.after().isEmpty()) {
                        list.keyMarker(request.after());
                    }
                })
                .versions()
                .stream()
                .filter(ObjectVersion::isLatest)
                .map(CheckedListings::row)
                .toList();
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

    private static ObjectSummary row(S3Object object) {
        return new ObjectSummary(
                object.key(),
                ETag.of(object.eTag()),
                Optional.empty(),
                object.size(),
                object.lastModified(),
                Optional.ofNullable(object.storageClassAsString()).orElse(StoredObject.STANDARD));
    }
}
