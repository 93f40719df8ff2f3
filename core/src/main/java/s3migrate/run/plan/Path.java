package s3migrate.run.plan;

import java.util.Optional;
import s3migrate.route.RouteOptions.Compare;

/// The way a route's objects go, as far as it decides what they cost.
///
/// @param within whether S3 copies by itself
/// @param distance what the bytes cross
/// @param storageClass what copies are written in; empty keeps each object's
/// @param smallBytes up to this size an object is one GET and one PUT
/// @param partBytes of larger ones
/// @param deployed whether queues, functions and the ledger take part, or one machine alone
public record Path(
        boolean within,
        Distance distance,
        Optional<String> storageClass,
        long smallBytes,
        long partBytes,
        Compare compare,
        boolean deployed) {

    /// What bytes are charged for on their way.
    public enum Distance {
        /// Nothing.
        ONE_REGION,
        /// Leaving a region of AWS for another of the same partition.
        TWO_REGIONS,
        /// Leaving AWS, or its partition.
        INTERNET;

        /// Between two regions; empty is a store elsewhere. Nothing is known of what others charge.
        public static Distance between(Optional<String> source, Optional<String> destination) {
            if (source.isEmpty() || source.equals(destination)) {
                return ONE_REGION;
            }
            return destination
                            .filter(to -> partition(to).equals(partition(source.get())))
                            .isPresent()
                    ? TWO_REGIONS
                    : INTERNET;
        }

        /// Told by how names of regions begin.
        private static String partition(String region) {
            return region.startsWith("cn-") ? "cn" : region.startsWith("us-gov-") ? "gov" : "aws";
        }
    }

    /// The class a copy of an object in `own` is written in.
    String written(String own) {
        return storageClass.orElse(own);
    }
}
