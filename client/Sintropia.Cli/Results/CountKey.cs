namespace Sintropia.Cli.Results;

/// <summary>Whose cells are counted.</summary>
internal sealed record CountKey(string Condition, int Replicate, string Tissue, string CellType);
