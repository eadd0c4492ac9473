namespace Sintropia.Data.Tables;

/// <summary>An expression that chooses rows makes no sense, or not for this table.</summary>
/// <param name="expression">The expression.</param>
/// <param name="problem">What is wrong with it, and what to do; whole sentences.</param>
public sealed class WhereException(string expression, string problem) : Exception($"where: {expression.ReplaceLineEndings(" ")}: {problem}");
