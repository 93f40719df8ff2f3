package s3migrate.sandbox.s3.contract;

import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import s3migrate.sandbox.s3.S3Fixture;

/// Our own server: no departures.
class SandboxContractIT {
    @TempDir static Path directory;

    @RegisterExtension
    static final StartedServer SERVER =
            StartedServer.ofClass(
                    S3Fixture.class,
                    () -> new S3Fixture(directory, s -> s.withMinimumPartBytes(1000)));

    @Nested
    class Objects extends ObjectsContract {}

    @Nested
    class Metadata extends MetadataContract {}

    @Nested
    class Tags extends TagsContract {}

    @Nested
    class Ranges extends RangesContract {}

    @Nested
    class ReadConditions extends ReadConditionsContract {}

    @Nested
    class Conditions extends ConditionsContract {}

    @Nested
    class Keys extends KeysContract {}

    @Nested
    class Listings extends ListingsContract {}

    @Nested
    class Multipart extends MultipartContract {}

    @Nested
    class UploadListings extends UploadListingsContract {}

    @Nested
    class CompleteConditions extends CompleteConditionsContract {}

    @Nested
    class Checksums extends ChecksumsContract {}

    @Nested
    class UploadChecksums extends UploadChecksumsContract {}

    @Nested
    class Versions extends VersionsContract {}

    @Nested
    class Signatures extends SignaturesContract {}

    @Nested
    class Copies extends CopiesContract {}

    @Nested
    class CopyConditions extends CopyConditionsContract {}

    @Nested
    class PartCopies extends PartCopiesContract {}

    @Nested
    class VersionListings extends VersionListingsContract {}
}
