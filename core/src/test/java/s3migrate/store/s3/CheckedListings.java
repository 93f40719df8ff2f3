package s3migrate.store.s3;

import static org.assertj.core.api.Assertions.assertThat;

import s3migrate.object.ETag;
import s3migrate.object.ObjectSummary;
import s3migrate.object.StoredObject;
import s3migrate.store.ListingPage;
import s3migrate.store.ListingRequest;
import s3migrate.store.ObjectStore;

import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.S3Object;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Optional;

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
                                    check(sdk, (ListingRequest) arguments[0], page);
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

    private static void check(S3Client sdk, ListingRequest request, ListingPage ours) {
        var theirs =
                sdk.listObjectsV2(list -> {
                    list.bucket(request.bucket())
                            .prefix(request.prefix())
                            .maxKeys(request.maxKeys())
                            .encodingType(EncodingType.URL);
                    if (request.continuation().isPresent()) {
                        list.continuationToken(request.continuation().get());
                    } else if (!request.after().isEmpty()) {
                        list.startAfter(request.after());
                    }
                });
        assertThat(ours.objects())
                .isEqualTo(theirs.contents().stream().map(CheckedListings::row).toList());
        assertThat(ours.next().isPresent()).isEqualTo(theirs.isTruncated());
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
