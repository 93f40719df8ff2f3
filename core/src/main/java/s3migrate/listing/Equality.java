package s3migrate.listing;

import s3migrate.listing.Difference.Changed;
import s3migrate.listing.Difference.Same;
import s3migrate.listing.Difference.SameSize;
import s3migrate.object.ETag;
import s3migrate.object.ObjectSummary;
import s3migrate.route.RouteOptions;
import s3migrate.route.RouteOptions.Compare;
import s3migrate.route.RouteOptions.Overwrite;

/// When two rows of one key count as equal.
public enum Equality {

    /// Equal bytes. ETags that both are MD5 values (of the whole or over equal parts) prove that if
    /// they are equal. Unequal ones prove nothing here: a listing does not tell which objects are
    /// encrypted by a key, and theirs look like MD5 values without being any. Times prove nothing
    /// either way, because that of a multipart object is when its upload began.
    CONTENT {
        @Override
        Compared ofOneSize(ObjectSummary source, ObjectSummary destination) {
            boolean equal = source.etag().equals(destination.etag()) && hasMd5(source.etag());
            return equal || source.size() == 0
                    ? new Same(source)
                    : new Suspect(source, destination);
        }
    },

    /// Equal sizes.
    SIZE {
        @Override
        Compared ofOneSize(ObjectSummary source, ObjectSummary destination) {
            return new SameSize(source);
        }
    },

    /// The destination has the source's present version: no listing says that.
    VERSION {
        @Override
        Compared ofOneSize(ObjectSummary source, ObjectSummary destination) {
            return new Suspect(source, destination);
        }
    },

    /// Equal bytes and headers: no listing has headers.
    METADATA {
        @Override
        Compared ofOneSize(ObjectSummary source, ObjectSummary destination) {
            return new Suspect(source, destination);
        }
    },

    /// Nothing is taken for equal: whoever copies looks at both sides.
    ALWAYS {
        @Override
        Compared ofOneSize(ObjectSummary source, ObjectSummary destination) {
            return new Changed(source, destination);
        }
    };

    /// What a route asks for. Where equal objects are written too, there are none.
    public static Equality of(RouteOptions options) {
        return options.overwrite() == Overwrite.ALWAYS ? ALWAYS : of(options.compare());
    }

    private static Equality of(Compare compare) {
        return switch (compare) {
            case CONTENT -> CONTENT;
            case SIZE -> SIZE;
            case VERSION -> VERSION;
            case METADATA -> METADATA;
            case ALWAYS -> ALWAYS;
        };
    }

    abstract Compared ofOneSize(ObjectSummary source, ObjectSummary destination);

    /// What both are, as far as their rows tell.
    public Compared of(ObjectSummary source, ObjectSummary destination) {
        return source.size() == destination.size()
                ? ofOneSize(source, destination)
                : new Changed(source, destination);
    }

    /// Whether the value is an MD5, or one over those of so many parts (`-N`).
    private static boolean hasMd5(ETag etag) {
        int parts = etag.value().indexOf('-');
        return parts < 0
                ? etag.looksLikeMd5()
                : parts > 0 && new ETag(etag.value().substring(0, parts)).looksLikeMd5();
    }
}
