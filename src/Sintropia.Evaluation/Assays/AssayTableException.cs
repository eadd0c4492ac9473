namespace Sintropia.Evaluation.Assays;

/// <summary>A table of responses cannot be read. The message names file and line, what is wrong there, and what to do.</summary>
/// <param name="file">The file, as it was named.</param>
/// <param name="line">Line in the file from 1; 0 when the whole file is concerned.</param>
/// <param name="problem">What is wrong and what to do.</param>
public sealed class AssayTableException(string file, int line, string problem) : Exception(line > 0 ? $"{file}:{line}: {problem}" : $"{file}: {problem}")
{
    /// <summary>The file, as it was named.</summary>
    public string File { get; } = file;

    /// <summary>Line in the file from 1; 0 when the whole file is concerned.</summary>
    public int Line { get; } = line;
}
