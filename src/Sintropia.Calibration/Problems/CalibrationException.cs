namespace Sintropia.Calibration.Problems;

/// <summary>A table of a calibration that cannot be used; the message names file, line, value, and what to do.</summary>
/// <param name="file">The file.</param>
/// <param name="line">Its line from 1; 0 for the file as a whole.</param>
/// <param name="message">What is wrong.</param>
public sealed class CalibrationException(string file, int line, string message) : Exception(line > 0 ? $"{file}:{line}: {message}" : $"{file}: {message}");
