package s3migrate.store.memory;

import java.util.Optional;
import s3migrate.object.ObjectMetadata;

/// What S3 answers of the headers it was given.
final class MemoryHeaders {

    private MemoryHeaders() {}

    /// As given, with S3's type for an object that has none.
    static ObjectMetadata answered(ObjectMetadata given) {
        return new ObjectMetadata(
                given.contentType().or(() -> Optional.of("binary/octet-stream")),
                given.contentEncoding(),
                given.contentLanguage(),
                given.contentDisposition(),
                given.cacheControl(),
                given.expires(),
                given.websiteRedirect(),
                given.user());
    }
}
