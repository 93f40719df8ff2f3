package s3migrate.listing;

/// A store lists in a way that cannot be walked in step with another listing: what was compared so
/// far stands, what comes behind is unknown.
public final class BrokenListingException extends RuntimeException {

    private static final long serialVersionUID = 1;

    BrokenListingException(String message) {
        super(message);
    }
}
