namespace Sintropia.Tensors.Kernels.Parts;

/// <summary>Work on units, rows or columns, of which each is computed alike whoever computes the others.</summary>
internal interface IPart
{
    /// <summary>Does the units from one to another.</summary>
    static abstract void Do(in Operands on, int from, int to);
}
