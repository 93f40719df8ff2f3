package s3migrate.sandbox.s3.contract;

import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import software.amazon.awssdk.services.s3.S3Client;

/// Starts a server before the tests of a class and of those nested in it, hands it to them with a
/// client, and closes it after the last; one that is shared, after the last of all classes.
final class StartedServer implements BeforeAllCallback, ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(StartedServer.class);

    /// JUnit closes what a context holds when the context ends.
    private record Held(S3UnderTest server, S3Client client) implements AutoCloseable {
        Held(S3UnderTest server) {
            this(server, server.client(builder -> builder));
        }

        @Override
        public void close() {
            client.close();
            server.close();
        }
    }

    private final UnaryOperator<ExtensionContext> scope;
    private final Class<? extends S3UnderTest> type;
    private final Callable<S3UnderTest> start;

    private StartedServer(
            UnaryOperator<ExtensionContext> scope,
            Class<? extends S3UnderTest> type,
            Callable<S3UnderTest> start) {
        this.scope = scope;
        this.type = type;
        this.start = start;
    }

    static StartedServer ofClass(Class<? extends S3UnderTest> type, Callable<S3UnderTest> start) {
        return new StartedServer(context -> context, type, start);
    }

    static StartedServer shared(Class<? extends S3UnderTest> type, Callable<S3UnderTest> start) {
        return new StartedServer(ExtensionContext::getRoot, type, start);
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        held(scope.apply(context));
    }

    private Held held(ExtensionContext context) {
        return context.getStore(NAMESPACE)
                .getOrComputeIfAbsent(type, _ -> new Held(started()), Held.class);
    }

    private S3UnderTest started() {
        try {
            return start.call();
        } catch (Exception e) {
            throw new IllegalStateException(type.getSimpleName() + " did not start", e);
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> wanted = parameter.getParameter().getType();
        return wanted == S3UnderTest.class || wanted == S3Client.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Held held = held(scope.apply(context));
        return parameter.getParameter().getType() == S3Client.class ? held.client() : held.server();
    }
}
