package s3migrate.sandbox.s3.contract;

import org.junit.jupiter.api.extension.RegisterExtension;

/// Contracts that run against the endpoint given by option.
abstract class OnEndpoint {
    @RegisterExtension
    static final StartedServer SERVER =
            StartedServer.shared(EndpointUnderTest.class, EndpointUnderTest::new);
}
