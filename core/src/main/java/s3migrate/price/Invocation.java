package s3migrate.price;

import java.time.Duration;

/// One invocation of a Lambda function by a queue.
///
/// @param memoryMb what the function has, in MiB
public record Invocation(int memoryMb, Duration took) {

    private static final double MIB_OF_A_GIB = 1_024;
    private static final double MILLIS = 1_000;

    /// Lambda receives and deletes on our bill.
    private static final int REQUESTS_OF_ITS_QUEUE = 2;

    private static final Priced GIB_SECOND =
            System.getProperty("os.arch").equals("aarch64")
                    ? Priced.LAMBDA_GIB_SECOND_ARM64
                    : Priced.LAMBDA_GIB_SECOND_X86_64;

    /// Tells what it used.
    public void tell(Meter meter) {
        meter.add(Priced.LAMBDA_REQUEST, 1);
        meter.add(GIB_SECOND, memoryMb / MIB_OF_A_GIB * took.toMillis() / MILLIS);
        meter.add(Priced.SQS_REQUEST, REQUESTS_OF_ITS_QUEUE);
    }
}
