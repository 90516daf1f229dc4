namespace Smoothing.Draws.Generator.Lanes;

/// <summary>A vector width: how the words of a group are made and become numbers. Every width gives the same bits.
/// </summary>
/// <remarks>
/// Implementations are compiled with all optimisations at once: code that is first compiled without them is eight times
/// slower, and stays so for long where the threads that draw leave the compiler's no processor.
/// </remarks>
internal interface ILanes
{
    /// <summary>Whether this processor has it.</summary>
    static abstract bool IsSupported { get; }

    /// <summary>The blocks at 16 counters whose first words follow each other.</summary>
    /// <param name="at">The first counter, and the key; the first words of the other counters wrap round.</param>
    /// <param name="words">Receives 64 words [word · 16 + counter].</param>
    static abstract unsafe void Blocks(PhiloxPoint at, uint* words);

    /// <summary>The noisy numbers of the coordinates of a group, where their first words decide them.</summary>
    /// <param name="tables">The law on the grid.</param>
    /// <param name="words">64 words.</param>
    /// <param name="places">Of 64 coordinates: where their numbers without noise stand in the table.</param>
    /// <param name="numbers">Receives 64 numbers at most; any where a word leaves a doubt, or behind the count.</param>
    /// <param name="count">How many are wanted. In [1, 64].</param>
    /// <returns>Bit i is set where word i leaves a doubt.</returns>
    static abstract unsafe ulong Numbers(in NoiseTables tables, uint* words, int* places, float* numbers, int count);
}
