package s3migrate.sandbox.s3.contract;

import org.junit.jupiter.api.Nested;

/// Every topic, without a departure: what a server has to pass that is held to what AWS does.
abstract class WholeContract {
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
