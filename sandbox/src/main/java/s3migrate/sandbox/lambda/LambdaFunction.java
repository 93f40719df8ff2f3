package s3migrate.sandbox.lambda;

import java.time.Duration;

/// What the host must know of a function, wherever it runs.
public sealed interface LambdaFunction permits FunctionDefinition, InProcessFunction {
    String name();

    /// From the hand-over of an event to the answer, without the environment's start.
    Duration timeout();

    RecursiveLoop recursiveLoop();

    int memoryMegabytes();

    String region();

    default String arn() {
        return "arn:aws:lambda:" + region() + ":000000000000:function:" + name();
    }
}
