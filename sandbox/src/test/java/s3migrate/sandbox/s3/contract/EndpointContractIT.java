package s3migrate.sandbox.s3.contract;

import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The endpoint given by option, held to what AWS does.
@EnabledIfSystemProperty(
        named = EndpointUnderTest.OPTION,
        matches = ".+",
        disabledReason = EndpointUnderTest.NO_ENDPOINT)
@DisabledIfSystemProperty(
        named = EndpointUnderTest.PROFILE,
        matches = ".+",
        disabledReason = "the profile has a suite of its own")
class EndpointContractIT extends WholeContract {
    @RegisterExtension
    static final StartedServer SERVER =
            StartedServer.shared(EndpointUnderTest.class, EndpointUnderTest::new);
}
