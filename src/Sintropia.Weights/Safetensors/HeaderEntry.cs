namespace Sintropia.Weights.Safetensors;

/// <summary>What a header says of one tensor. Offsets count from the end of the header.</summary>
internal sealed record HeaderEntry(string Name, ElementType Type, long[] Shape, long Count, long Begin, long End);
