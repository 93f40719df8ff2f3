package s3migrate.sandbox.lambda;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.time.Duration;

/// A function that runs in this JVM: for fast tests, and for systems the runtime interface client
/// has no library for.
///
/// Fed and settled just like any other, but no process can be killed for it: at its time-out the
/// invocation counts as killed while the handler is only interrupted, and may go on. The heap is
/// this JVM's, there are no variables of its own, and its AWS clients do not pass the trace header
/// on, so loops are not found.
public record InProcessFunction(
        String name,
        Duration timeout,
        int memoryMegabytes,
        String region,
        RequestStreamHandler handler)
        implements LambdaFunction {
    /// For a handler of typed events, such as SQSEvent, read and written by the runtime's own
    /// serializers.
    public static <I, O> InProcessFunction of(
            String name,
            Duration timeout,
            int memoryMegabytes,
            String region,
            RequestHandler<I, O> handler,
            Class<I> event) {
        return new InProcessFunction(
                name, timeout, memoryMegabytes, region, new TypedHandler<>(handler, event));
    }

    @Override
    public RecursiveLoop recursiveLoop() {
        return RecursiveLoop.ALLOW;
    }
}
