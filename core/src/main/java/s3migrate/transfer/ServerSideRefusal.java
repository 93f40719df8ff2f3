package s3migrate.transfer;

import java.util.regex.Pattern;
import s3migrate.object.ObjectLocation;
import s3migrate.object.PinnedObject;
import s3migrate.store.StoreException;

/// S3 refused to copy by itself. Crosses the steps of a transfer; what leaves it is the store's own
/// exception, explained.
final class ServerSideRefusal extends RuntimeException {

    private static final long serialVersionUID = 1;

    /// S3 tells which action is missing, unless the bucket's owner is another account.
    private static final Pattern ACTION = Pattern.compile("\\b(?:s3|kms):[A-Z]");

    private final StoreException refused;

    ServerSideRefusal(StoreException refused, PinnedObject from, ObjectLocation to) {
        super(text(refused, from, to), refused);
        this.refused = refused;
    }

    /// What S3 said, what it needs, and what else could be done.
    StoreException explained() {
        var text = String.valueOf(getMessage());
        return switch (refused) {
            case StoreException.Transient _ ->
                    new StoreException.Transient(refused.code(), text, refused);
            case StoreException.ObjectRefused _ ->
                    new StoreException.ObjectRefused(refused.code(), text, refused);
            case StoreException.RouteRefused _ ->
                    new StoreException.RouteRefused(refused.code(), text, refused);
        };
    }

    private static String text(StoreException refused, PinnedObject from, ObjectLocation to) {
        var said = String.valueOf(refused.getMessage());
        boolean names = ACTION.matcher(said).find();
        return "%s%s; S3 was to copy it by itself: with copy set to stream its bytes would pass through us instead"
                .formatted(
                        said,
                        names || !refused.code().equals("AccessDenied") ? "" : needed(from, to));
    }

    /// Whoever got here may read the source's headers.
    private static String needed(PinnedObject from, ObjectLocation to) {
        var version = from.versionId().isPresent() ? "Version" : "";
        return "; needed are s3:GetObject%s and s3:GetObject%sTagging on %s, s3:PutObject and s3:PutObjectTagging on %s, and where KMS encrypts kms:Decrypt and kms:GenerateDataKey"
                .formatted(version, version, from.location(), to);
    }
}
