package s3migrate.store;

/// Every promise of the store port, one suite for the fake and for each adapter.
interface ObjectStoreContract
        extends ReadContract,
                PutContract,
                CopyContract,
                UploadContract,
                CompleteContract,
                DeleteContract,
                ConditionContract,
                ListContract,
                MissingBucketContract {}
