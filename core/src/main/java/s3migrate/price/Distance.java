package s3migrate.price;

/// How far bytes go from a source to a destination: only what leaves a region has a price.
public enum Distance {
    /// Within a region, or within a store that is not AWS's.
    WITHIN_REGION,
    /// To another region of the partition.
    TO_ANOTHER_REGION,
    /// To another partition, or to or from a store that is not AWS's.
    OVER_THE_INTERNET;

    /// What AWS bills as a GB of transfer.
    private static final double GB = 1L << 30;

    /// Tells what so many bytes used.
    public void tell(Meter meter, long bytes) {
        switch (this) {
            case WITHIN_REGION -> {}
            case TO_ANOTHER_REGION -> meter.add(Priced.REGION_TRANSFER_GB, bytes / GB);
            case OVER_THE_INTERNET -> meter.add(Priced.INTERNET_TRANSFER_GB, bytes / GB);
        }
    }
}
