package s3migrate.price;

/// What AWS has a price for, each by its unit.
public enum Priced {
    /// One PUT, COPY, POST or LIST.
    S3_WRITE("s3_write"),
    /// One GET or HEAD. DELETE and aborts are free.
    S3_READ("s3_read"),
    /// One request of up to 64 KiB.
    SQS_REQUEST("sqs_request"),
    /// An item of up to 1 KB.
    LEDGER_WRITE("ledger_write"),
    /// An item of up to 4 KB, read consistently.
    LEDGER_READ("ledger_read"),
    /// One invocation.
    LAMBDA_REQUEST("lambda_request"),
    /// One GiB of memory for one second.
    LAMBDA_GIB_SECOND_ARM64("lambda_gib_second_arm64"),
    /// One GiB of memory for one second.
    LAMBDA_GIB_SECOND_X86_64("lambda_gib_second_x86_64"),
    /// 10^9 bytes to another region.
    REGION_TRANSFER_GB("region_transfer_gb"),
    /// 10^9 bytes to another partition, or to a store that is not AWS's.
    INTERNET_TRANSFER_GB("internet_transfer_gb"),
    /// One request to a key.
    KMS_REQUEST("kms_request"),
    /// One event of up to 64 KiB on a bus.
    OUTCOME_EVENT("outcome_event"),
    /// 10^9 bytes of log.
    LOG_GB("log_gb"),
    /// A metric of ours that has a value in each hour of a month.
    METRIC_MONTH("metric_month"),
    /// A metric that an alarm looks at.
    ALARMED_METRIC_MONTH("alarmed_metric_month"),
    /// A dashboard beyond the three that an account has free.
    DASHBOARD_MONTH("dashboard_month");

    private final String text;

    Priced(String text) {
        this.text = text;
    }

    /// Its name in the file of prices.
    String text() {
        return text;
    }
}
