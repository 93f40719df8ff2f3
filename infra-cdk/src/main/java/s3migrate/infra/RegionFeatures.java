package s3migrate.infra;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awscdk.services.lambda.Architecture;

/// What a region lacks of what the stack would like to use.
///
/// @param chosen the architecture the user wants; empty for the cheapest that is there
record RegionFeatures(String region, Optional<String> chosen) {

    private static final String X86_64 = "x86_64";
    private static final String ARM_64 = "arm64";

    /// Beside China and GovCloud (AWS Lambda roadmap, issue 18, 2025-09).
    private static final Set<String> WITHOUT_LOOP_DETECTION =
            Set.of("mx-central-1", "ap-southeast-6");

    /// arm64 costs 20 % less; no page of AWS says that China has it.
    Architecture architecture() {
        return chosen.orElse(isChina() ? X86_64 : ARM_64).equals(X86_64)
                ? Architecture.X86_64
                : Architecture.ARM_64;
    }

    /// Where Lambda looks for functions that send to their own queue, and can be told to let them:
    /// the worker's continuations do so on purpose.
    boolean detectsLoops() {
        return !isChina()
                && !region.startsWith("us-gov-")
                && !WITHOUT_LOOP_DETECTION.contains(region);
    }

    /// What is left out here, one line each.
    List<String> notices() {
        var notices = new ArrayList<String>();
        if (isChina() && chosen.isEmpty()) {
            notices.add(
                    region + ": functions run on x86_64, because arm64 is not known to be there");
        }
        if (!detectsLoops()) {
            notices.add(
                    region
                            + ": Lambda has no loop detection there, so the worker is not exempted from it");
        }
        return notices;
    }

    private boolean isChina() {
        return region.startsWith("cn-");
    }
}
