package s3migrate.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Objects;

/// A command found out before it began anything that it cannot; the text says why, to a person.
public final class CouldNotStart extends RuntimeException {

    private static final long serialVersionUID = 1;

    public CouldNotStart(String message, Throwable cause) {
        super(message, cause);
    }

    public CouldNotStart(String message) {
        super(message);
    }

    /// Of a file, and the option that names it.
    public static CouldNotStart unreadable(String what, Exception why) {
        return new CouldNotStart("%s cannot be read: %s".formatted(what, reason(why)), why);
    }

    /// Of a file.
    public static CouldNotStart unwritable(String what, IOException why) {
        return new CouldNotStart("%s cannot be written: %s".formatted(what, reason(why)), why);
    }

    private static String reason(Exception why) {
        return switch (why) {
            case NoSuchFileException _ -> "there is no such file";
            case AccessDeniedException _ -> "the system does not permit it";
            case CharacterCodingException _ -> "it is not text in UTF-8";
            case FileSystemException refused -> String.valueOf(refused.getReason());
            case UncheckedIOException wrapped -> reason(Objects.requireNonNull(wrapped.getCause()));
            default -> String.valueOf(why.getMessage());
        };
    }
}
