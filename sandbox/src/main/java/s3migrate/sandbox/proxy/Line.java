package s3migrate.sandbox.proxy;

import java.time.Duration;
import java.util.Optional;

/// What one connection goes through.
///
/// @param roundTrip added time for there and back; half of it each way
/// @param lostShare chance of a segment of 1,448 bytes to be lost, 0 to 1
/// @param stall how long a lost segment holds up all that comes after it, as its retransmission
///   would
/// @param bytesPerSecond each way; 0 for no limit
/// @param end how it breaks, if it does
public record Line(
        Duration roundTrip,
        double lostShare,
        Duration stall,
        long bytesPerSecond,
        Optional<Break> end) {
    /// Passes everything at once.
    public static final Line CLEAR = new Line(Duration.ZERO, 0, Duration.ZERO, 0, Optional.empty());

    public Line {
        if (roundTrip.isNegative() || stall.isNegative() || bytesPerSecond < 0) {
            throw new IllegalArgumentException(
                    "round trip "
                            + roundTrip
                            + ", stall "
                            + stall
                            + ", bytes per second "
                            + bytesPerSecond
                            + "; none may be negative");
        }
        if (!(lostShare >= 0 && lostShare <= 1)) {
            throw new IllegalArgumentException("lost share " + lostShare + "; accepted are 0 to 1");
        }
    }

    public Line withRoundTrip(Duration other) {
        return new Line(other, lostShare, stall, bytesPerSecond, end);
    }

    public Line withLoss(double share, Duration stallEach) {
        return new Line(roundTrip, share, stallEach, bytesPerSecond, end);
    }

    public Line withBandwidth(long otherBytesPerSecond) {
        return new Line(roundTrip, lostShare, stall, otherBytesPerSecond, end);
    }

    public Line broken(Break other) {
        return new Line(roundTrip, lostShare, stall, bytesPerSecond, Optional.of(other));
    }
}
